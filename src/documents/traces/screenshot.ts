import sharp from 'sharp';

/** Shorter sides of phone screens, pixels. */
const SCREENS = [
  720, 750, 828, 1080, 1125, 1170, 1179, 1206, 1220, 1224, 1240, 1242, 1260, 1264, 1284, 1290, 1320, 1440,
];
/** Longer through shorter side: phones since 2017. No camera, scanner or sheet of paper has it. */
const RATIO = { least: 1.95, most: 2.4 };

/** The size of a phone's screen, to the pixel, and no camera named: nobody's photograph or scan. */
export async function isScreenshot(bytes: Buffer): Promise<boolean> {
  const { width, height, exif } = await sharp(bytes, { failOn: 'error' }).metadata();
  const [short, long] = [Math.min(width, height), Math.max(width, height)];
  const named =
    exif !== undefined &&
    /Apple|HUAWEI|Xiaomi|OPPO|vivo|HONOR|samsung|Canon|NIKON|SONY/iu.test(exif.toString('latin1'));
  return !named && SCREENS.includes(short) && long / short >= RATIO.least && long / short <= RATIO.most;
}
