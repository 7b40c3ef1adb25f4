import { judgePicture, type PictureWarning } from './judge-picture.ts';

/** A picture to be turned, cut and encoded again, off the page's own thread. */
export interface PictureJob {
  readonly file: Blob;
  /** Quarter turns clockwise. */
  readonly turns: number;
  /** Part of the turned picture to keep, each 0…1; null keeps all. */
  readonly crop: { readonly x: number; readonly y: number; readonly width: number; readonly height: number } | null;
}

export type PictureResult =
  | {
      readonly blob: Blob;
      readonly width: number;
      readonly height: number;
      readonly warnings: readonly PictureWarning[];
    }
  | { readonly failed: true };

/** Long side in pixels; larger does not read better (docs/ocr.md) and takes minutes on a slow line. */
const LONG_SIDE = 2_600;
/** JPEG quality: the second one when a picture that was pressed hard before would grow. */
const QUALITIES = [0.9, 0.78] as const;

self.onmessage = ({ data }: MessageEvent<PictureJob>) => {
  void prepare(data).then(
    (result) => self.postMessage(result),
    () => self.postMessage({ failed: true } satisfies PictureResult),
  );
};

async function prepare({ file, turns, crop }: PictureJob): Promise<PictureResult> {
  // The camera's own turn is applied; what remains is what the person asked for.
  const source = await createImageBitmap(file, { imageOrientation: 'from-image' });
  const odd = turns % 2 === 1;
  const [fullWidth, fullHeight] = odd ? [source.height, source.width] : [source.width, source.height];
  const cut = crop ?? { x: 0, y: 0, width: 1, height: 1 };
  const [cutWidth, cutHeight] = [cut.width * fullWidth, cut.height * fullHeight];
  const scale = Math.min(1, LONG_SIDE / Math.max(cutWidth, cutHeight));
  const canvas = new OffscreenCanvas(
    Math.max(1, Math.round(cutWidth * scale)),
    Math.max(1, Math.round(cutHeight * scale)),
  );
  const pen = canvas.getContext('2d');
  if (pen === null) return { failed: true };
  pen.imageSmoothingQuality = 'high';
  // Transparent parts would come out black in JPEG.
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.scale(scale, scale);
  pen.translate(-cut.x * fullWidth, -cut.y * fullHeight);
  pen.translate(fullWidth / 2, fullHeight / 2);
  pen.rotate((turns * Math.PI) / 2);
  pen.drawImage(source, -source.width / 2, -source.height / 2);
  source.close();
  const warnings = judgePicture(pen.getImageData(0, 0, canvas.width, canvas.height));
  const [best, pressed] = QUALITIES;
  const first = await canvas.convertToBlob({ type: 'image/jpeg', quality: best });
  const blob = first.size < file.size ? first : await canvas.convertToBlob({ type: 'image/jpeg', quality: pressed });
  return { blob, width: canvas.width, height: canvas.height, warnings };
}
