const CODES = new Map<string, Buffer>();
const decoder = new TextDecoder('gb18030');
for (let first = 0x81; first <= 0xfe; first += 1)
  for (let second = 0x40; second <= 0xfe; second += 1) {
    const bytes = Buffer.of(first, second);
    const text = decoder.decode(bytes);
    if (text.length === 1 && !CODES.has(text)) CODES.set(text, bytes);
  }

/** Text as Windows in China writes it into an archive: GBK, without any flag that says so. */
export function gbk(text: string): Buffer {
  return Buffer.concat(Array.from(text, (letter) => CODES.get(letter) ?? Buffer.from(letter, 'latin1')));
}
