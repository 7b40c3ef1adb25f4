/** What an uploaded file may be, by its content (contract: *documents*). */
export const FILE_TYPES = ['image/jpeg', 'image/png', 'image/webp', 'image/tiff', 'application/pdf'] as const;
export type FileType = (typeof FILE_TYPES)[number];

export const MAX_PAGES = 10;
/** Of one page, before it is scaled down. */
export const MAX_PIXELS = 50_000_000;
/** Stored pages are at most this long: an A4 page at 340 dpi, enough for the smallest print on a licence. */
export const MAX_SIDE = 4_000;

export interface DecodedPage {
  /** JPEG: upright (EXIF orientation applied), sRGB, opaque, without any metadata. */
  readonly image: Buffer;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

export interface DecodedFile {
  readonly type: FileType;
  readonly pages: readonly DecodedPage[];
  /** False for a black-and-white copy: no page has colour beyond a tint of the light. */
  readonly colour: boolean;
  /** Perceptual hash of the first page, see picture-hash.ts; null for a blank page. */
  readonly hash: string | null;
}
