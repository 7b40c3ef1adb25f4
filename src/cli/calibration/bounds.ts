/**
 * Upper end of the one-sided 95 % interval for a rate of which `hits` of `n` were seen (Clopper and Pearson 1934);
 * with no hit it is about 3/n, the rule of three. 1 when nothing was seen.
 */
export function upperBound(hits: number, n: number, doubt = 0.05): number {
  if (n === 0 || hits >= n) return 1;
  let [low, high] = [hits / n, 1];
  for (let k = 0; k < 60; k += 1) {
    const middle = (low + high) / 2;
    if (atMost(hits, n, middle) > doubt) low = middle;
    else high = middle;
  }
  return high;
}

/** Probability of at most `hits` in `n` trials of probability `p`. */
function atMost(hits: number, n: number, p: number): number {
  let sum = 0;
  let logTerm = n * Math.log1p(-p);
  for (let k = 0; k <= hits; k += 1) {
    sum += Math.exp(logTerm);
    logTerm += Math.log((n - k) / (k + 1)) + Math.log(p) - Math.log1p(-p);
  }
  return sum;
}
