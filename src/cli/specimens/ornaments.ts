import type { Random } from './random.js';
import type { SheetDrawing } from './sheet.js';

/** Every generated paper says that it is none. Drawn in one of several ways, so that no reader is tuned to one. */
export function markAsSpecimen(page: SheetDrawing, random: Random, font: string): void {
  const { width, height } = page;
  const unit = Math.max(width, height);
  const grey = random.pick(['#5a5a5a', '#3f5f8f', '#7a6a4a', '#466b46']);
  const size = unit * random.between(0.02, 0.036);
  const opacity = random.between(0.13, 0.26).toFixed(2);
  const word = '样本 SPECIMEN';
  const write = (x: number, y: number, angle: number, s = size): void =>
    page.add(
      `<text transform="translate(${x.toFixed(0)} ${y.toFixed(0)}) rotate(${angle.toFixed(1)})" font-family="${font}" font-size="${s.toFixed(0)}" fill="${grey}" opacity="${opacity}">${word}</text>`,
    );
  const angle = random.pick([-32, -24, 18, 30]);
  switch (random.int(0, 2)) {
    case 0:
      for (let y = unit * 0.08; y < height * 1.1; y += unit * 0.2)
        for (let x = (y % 3) * unit * 0.05; x < width; x += unit * 0.42) write(x, y, angle);
      break;
    case 1:
      write(width * 0.22, height * (angle < 0 ? 0.75 : 0.35), angle, size * 2.6);
      break;
    default:
      for (const [x, y] of [
        [0.08, 0.3],
        [0.55, 0.22],
        [0.12, 0.86],
        [0.6, 0.72],
      ] as const)
        write(width * x, height * y, angle, size * 1.2);
  }
  page.text(width * 0.5, height * 0.965, word, { size: unit * 0.012, font, fill: grey, anchor: 'middle' });
}

/** Fine waves as on security paper. */
export function guilloche(page: SheetDrawing, random: Random, colour: string): void {
  const { width, height } = page;
  const step = height / random.int(14, 30);
  const amplitude = step * random.between(0.3, 1.2);
  const wave = width / random.int(3, 9);
  for (let y = 0; y < height; y += step) {
    const path = Array.from({ length: Math.ceil(width / (wave / 2)) + 1 }, (_, k) => {
      const to = k % 2 === 0 ? -amplitude : amplitude;
      return `q ${(wave / 4).toFixed(1)} ${to.toFixed(1)} ${(wave / 2).toFixed(1)} 0`;
    }).join(' ');
    page.add(
      `<path d="M 0 ${y.toFixed(1)} ${path}" fill="none" stroke="${colour}" stroke-width="${(step / 30).toFixed(1)}" opacity="0.5"/>`,
    );
  }
}

/** A red disc with gold, where a state emblem would be: deliberately not the emblem. */
export function mockEmblem(page: SheetDrawing, cx: number, cy: number, r: number): void {
  page.add(
    `<circle cx="${cx}" cy="${cy}" r="${r}" fill="#c2281e" stroke="#d9a83a" stroke-width="${r * 0.12}"/>` +
      `<path d="M ${cx - r * 0.55} ${cy + r * 0.35} h ${r * 1.1} v ${-r * 0.22} h ${-r * 0.3} v ${-r * 0.2} h ${-r * 0.5} v ${r * 0.2} h ${-r * 0.3} z" fill="#e4bb4e"/>` +
      `<circle cx="${cx}" cy="${cy - r * 0.38}" r="${r * 0.15}" fill="#e4bb4e"/>`,
  );
}

/** A frame of one to three lines, plain or dotted. */
export function frame(page: SheetDrawing, random: Random, colour: string): void {
  const { width, height } = page;
  const lines = random.int(1, 3);
  let inset = width * random.between(0.015, 0.035);
  for (let k = 0; k < lines; k += 1) {
    const dash = random.chance(0.3) ? `stroke-dasharray="${width * 0.012} ${width * 0.006}"` : '';
    page.add(
      `<rect x="${inset}" y="${inset}" width="${width - 2 * inset}" height="${height - 2 * inset}" rx="${k * 12}" fill="none" stroke="${colour}" stroke-width="${random.int(3, 16)}" ${dash}/>`,
    );
    inset += width * random.between(0.008, 0.014);
  }
}

export function paper(page: SheetDrawing, colour: string): void {
  page.add(`<rect width="${page.width}" height="${page.height}" fill="${colour}"/>`);
}
