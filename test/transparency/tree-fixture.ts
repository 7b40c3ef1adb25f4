import { leafHash, nodeHash, EMPTY_ROOT, type Hash } from '../../src/transparency/merkle.js';
import { readerOf, tileKey, TreeEdge } from '../../src/transparency/tile.js';

/** Merkle Tree Hash word for word as RFC 6962 §2.1 defines it. */
export function definedHash(leaves: readonly Buffer[]): Hash {
  const [first] = leaves;
  if (first === undefined) return EMPTY_ROOT;
  if (leaves.length === 1) return leafHash(first);
  let left = 1;
  while (left * 2 < leaves.length) left *= 2;
  return nodeHash(definedHash(leaves.slice(0, left)), definedHash(leaves.slice(left)));
}

/** A tree of some leaves with all its tiles in memory. */
export function treeOf(leaves: readonly Buffer[]) {
  const edge = new TreeEdge(0, []);
  for (const leaf of leaves) edge.append(leafHash(leaf));
  const tiles = new Map(edge.changed.map(({ hashes, ...name }) => [tileKey(name), hashes]));
  return { edge, tiles, read: readerOf((name) => tiles.get(tileKey(name))) };
}

export const leavesOf = (count: number): Buffer[] =>
  Array.from({ length: count }, (_, index) => Buffer.from(`leaf ${index}`));
