/** What a badge may say, from most to least. */
export type BadgeSays =
  | { readonly what: 'holder'; readonly display: string; readonly name: string }
  /** The browser does not say where it stands: vouches for nothing. */
  | { readonly what: 'ask'; readonly display: string }
  | { readonly what: 'elsewhere'; readonly display: string }
  | { readonly what: 'stopped'; readonly display: string }
  | { readonly what: 'unknown' };

const LOOKS: Readonly<Record<BadgeSays['what'], { ground: string; second: string; tick: boolean }>> = {
  holder: { ground: '#0c3f4e', second: '点击核验', tick: true },
  ask: { ground: '#46545c', second: '点击核验', tick: false },
  elsewhere: { ground: '#9c1420', second: '此网站未登记 · 点击核验', tick: false },
  stopped: { ground: '#7a4300', second: '号码未在使用 · 点击核验', tick: false },
  unknown: { ground: '#46545c', second: '没有登记', tick: false },
};
const WIDTH = 240;
/** Wide characters that fit the upper line. */
const FITS = 12;

/** The badge as SVG without script, link or font of its own. */
export function drawBadge(says: BadgeSays): string {
  const { ground, second, tick } = LOOKS[says.what];
  const display = says.what === 'unknown' ? '' : says.display;
  const first = says.what === 'holder' ? shortened(says.name) : '400 号码登记';
  const sign = tick
    ? '<path d="m16 33 7 7 13-15" fill="none" stroke="#7fe0a7" stroke-width="4" stroke-linecap="round"/>'
    : '<circle cx="26" cy="32" r="11" fill="none" stroke="#fff" stroke-width="2"/><path d="M26 26v7m0 4v1" stroke="#fff" stroke-width="2.5" stroke-linecap="round"/>';
  const label = escape([first, display, second].filter((part) => part !== '').join(' '));
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="64" viewBox="0 0 ${WIDTH} 64" role="img" aria-label="${label}">` +
    `<rect width="${WIDTH}" height="64" rx="10" fill="${ground}"/>${sign}` +
    '<g fill="#fff" font-family="PingFang SC,Microsoft YaHei,Noto Sans CJK SC,sans-serif">' +
    `<text x="52" y="27" font-size="14.5" font-weight="600">${escape(first)}</text>` +
    `<text x="52" y="48" font-size="13">${escape([display, second].filter((part) => part !== '').join(' '))}</text></g></svg>`
  );
}

function shortened(name: string): string {
  const characters = Array.from(name);
  return characters.length <= FITS ? name : `${characters.slice(0, FITS - 1).join('')}…`;
}

function escape(text: string): string {
  return text.replace(/[&<>"]/gu, (character) => `&#${character.charCodeAt(0)};`);
}
