import PDFDocument from 'pdfkit';
import sharp, { type Sharp } from 'sharp';
import { fixtureDossier, fixtureFile } from '../support/dossiers.js';

/** A real specimen picture (JPEG). */
export function specimen(kind = 'business_licence'): Buffer {
  return fixtureFile(fixtureDossier('clean'), kind).bytes;
}

/** A landscape picture: left half red, right half blue, with lines so that it has structure. */
export function twoHalves(width = 600, height = 400): Sharp {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="50%" height="100%" fill="#d22"/><rect x="50%" width="50%" height="100%" fill="#22d"/><path d="M0 0L${width} ${height}M20 ${height}L300 0" stroke="#fff" stroke-width="9"/></svg>`;
  return sharp(Buffer.from(svg)).flatten({ background: '#fff' });
}

/** A PDF of so many pages with a line of text on each. */
export function pdf(pages: number, options: PDFKit.PDFDocumentOptions = {}): Promise<Buffer> {
  const document = new PDFDocument({ size: 'A4', ...options, autoFirstPage: false });
  const chunks: Buffer[] = [];
  const done = new Promise<Buffer>((resolve) => {
    document.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => resolve(Buffer.concat(chunks)));
  });
  for (let page = 1; page <= pages; page += 1) {
    document.addPage().fontSize(40).fillColor('#c00').text(`SPECIMEN page ${page}`);
  }
  document.end();
  return done;
}

/** A TIFF of so many small pages. */
export async function tiff(pages: number): Promise<Buffer> {
  const [first, ...rest] = await Promise.all(
    Array.from({ length: pages }, (_, index) =>
      twoHalves(200 + index, 150)
        .png()
        .toBuffer(),
    ),
  );
  if (first === undefined) throw new RangeError('at least one page');
  if (rest.length === 0) return sharp(first).tiff().toBuffer();
  return sharp([first, ...rest], { join: { across: 1, animated: true } })
    .tiff()
    .toBuffer();
}

/** The first bytes of what an iPhone writes: enough to be known by, nothing more. */
export const HEIC = Buffer.concat([
  Buffer.from([0, 0, 0, 0x18]),
  Buffer.from('ftypheic\0\0\0\0mif1heic', 'latin1'),
  Buffer.alloc(200, 7),
]);
