/**
 * Power of each frequency of a `side × side` picture (row by row; `side` a power of two), windowed so that its edges add
 * none: entry `v * side + u` is `u` cycles across and `v` down.
 */
export function powerSpectrum(picture: Float64Array, side: number): Float64Array {
  const real = new Float64Array(picture.length);
  const imaginary = new Float64Array(picture.length);
  const mean = picture.reduce((sum, value) => sum + value, 0) / picture.length;
  const window = Float64Array.from({ length: side }, (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / (side - 1)));
  for (let i = 0; i < picture.length; i += 1) {
    real[i] = ((picture[i] ?? 0) - mean) * (window[i % side] ?? 0) * (window[Math.floor(i / side)] ?? 0);
  }
  for (let line = 0; line < side; line += 1) transform(real, imaginary, { from: line * side, step: 1, length: side });
  for (let line = 0; line < side; line += 1) transform(real, imaginary, { from: line, step: side, length: side });
  return real.map((value, i) => value * value + (imaginary[i] ?? 0) ** 2);
}

/** In-place radix-2 FFT of one line (Cooley and Tukey 1965). */
function transform(
  real: Float64Array,
  imaginary: Float64Array,
  { from, step, length }: { from: number; step: number; length: number },
): void {
  const swap = (array: Float64Array, a: number, b: number): void => {
    const kept = array[a] ?? 0;
    array[a] = array[b] ?? 0;
    array[b] = kept;
  };
  for (let i = 1, j = 0; i < length; i += 1) {
    let bit = length >> 1;
    for (; (j & bit) !== 0; bit >>= 1) j ^= bit;
    j ^= bit;
    if (i < j) {
      swap(real, from + i * step, from + j * step);
      swap(imaginary, from + i * step, from + j * step);
    }
  }
  for (let size = 2; size <= length; size *= 2) {
    for (let k = 0; k < size / 2; k += 1) {
      const angle = (-2 * Math.PI * k) / size;
      const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
      for (let start = 0; start < length; start += size) {
        const a = from + (start + k) * step;
        const b = a + (size / 2) * step;
        const re = (real[b] ?? 0) * cos - (imaginary[b] ?? 0) * sin;
        const im = (real[b] ?? 0) * sin + (imaginary[b] ?? 0) * cos;
        real[b] = (real[a] ?? 0) - re;
        imaginary[b] = (imaginary[a] ?? 0) - im;
        real[a] = (real[a] ?? 0) + re;
        imaginary[a] = (imaginary[a] ?? 0) + im;
      }
    }
  }
}
