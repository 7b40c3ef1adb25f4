// The package's own declarations import each other without extensions, which NodeNext does not resolve.
declare module 'opencc-js/t2cn' {
  /** Makes a converter, here from OpenCC's traditional characters to those of mainland China. */
  export function Converter(options: { from: 't' | 'tw' | 'hk'; to: 'cn' }): (text: string) => string;
}
