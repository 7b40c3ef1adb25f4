import { createHash } from 'node:crypto';

/** SHA-256, 32 bytes. */
export type Hash = Buffer;

/** A complete subtree: 2^`height` leaves, the `index`-th of that height from the left. */
export interface Subtree {
  readonly height: number;
  readonly index: number;
}
/** Leaves `from` up to, not with, `to`. */
export interface LeafRange {
  readonly from: number;
  readonly to: number;
}
/** The hash of a complete subtree. */
export type SubtreeReader = (subtree: Subtree) => Hash;

/** RFC 6962 §2.1: a leaf, an inner node, a tree without leaves. */
export const leafHash = (leaf: Uint8Array): Hash => sha256(LEAF, leaf);
export const nodeHash = (left: Uint8Array, right: Uint8Array): Hash => sha256(NODE, left, right);
export const EMPTY_ROOT: Hash = sha256();

const LEAF = Buffer.of(0);
const NODE = Buffer.of(1);

function sha256(...parts: readonly Uint8Array[]): Hash {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}

/** The complete subtrees that together are the leaves of a range, left to right; `from` is where a subtree of the range's size may begin. */
export function subtreesOf({ from, to }: LeafRange): Subtree[] {
  const subtrees: Subtree[] = [];
  for (let at = from; at < to;) {
    let height = 0;
    while (at + 2 ** (height + 1) <= to) height += 1;
    subtrees.push({ height, index: at / 2 ** height });
    at += 2 ** height;
  }
  return subtrees;
}

/** Merkle Tree Hash of a range (RFC 6962 §2.1). */
export function rangeHash(range: LeafRange, read: SubtreeReader): Hash {
  return foldSubtrees(subtreesOf(range).map(read));
}

/** The hash of neighbouring subtrees that grow smaller to the right. */
export function foldSubtrees(hashes: readonly Hash[]): Hash {
  return hashes.length === 0 ? EMPTY_ROOT : hashes.reduceRight((right, left) => nodeHash(left, right));
}

/** Audit path of a leaf in the tree of `size` leaves, its sibling first (RFC 6962 §2.1.1). Needs 0 ≤ leaf < size. */
export function inclusionPath(leaf: number, size: number): LeafRange[] {
  return pathWithin(leaf, { from: 0, to: size });
}

function pathWithin(leaf: number, { from, to }: LeafRange): LeafRange[] {
  if (to - from === 1) return [];
  const middle = from + split(to - from);
  return leaf < middle
    ? [...pathWithin(leaf, { from, to: middle }), { from: middle, to }]
    : [...pathWithin(leaf, { from: middle, to }), { from, to: middle }];
}

/** Consistency proof between the trees of `older` and `newer` leaves (RFC 6962 §2.1.2). Needs 0 < older ≤ newer. */
export function consistencyPath(older: number, newer: number): LeafRange[] {
  return subproof(older, { from: 0, to: newer }, true);
}

function subproof(older: number, { from, to }: LeafRange, known: boolean): LeafRange[] {
  if (older === to) return known ? [] : [{ from, to }];
  const middle = from + split(to - from);
  return older <= middle
    ? [...subproof(older, { from, to: middle }, known), { from: middle, to }]
    : [...subproof(older, { from: middle, to }, false), { from, to: middle }];
}

/** The root that a leaf and its audit path lead to, or null when the path cannot be of that place. */
export function rootOfInclusion(hash: Hash, leaf: number, size: number, path: readonly Hash[]): Hash | null {
  if (size <= 1) return leaf === 0 && size === 1 && path.length === 0 ? hash : null;
  const sibling = path.at(-1);
  const left = split(size);
  if (sibling === undefined) return null;
  const inside =
    leaf < left
      ? rootOfInclusion(hash, leaf, left, path.slice(0, -1))
      : rootOfInclusion(hash, leaf - left, size - left, path.slice(0, -1));
  if (inside === null) return null;
  return leaf < left ? nodeHash(inside, sibling) : nodeHash(sibling, inside);
}

/** Whether a consistency proof leads from the older root to the newer one. */
export function isConsistent(
  older: { readonly size: number; readonly root: Hash },
  newer: { readonly size: number; readonly root: Hash },
  proof: readonly Hash[],
): boolean {
  if (older.size > newer.size) return false;
  if (older.size === 0) return proof.length === 0 && older.root.equals(EMPTY_ROOT);
  const roots = rootsOfConsistency(older, newer.size, true, proof);
  return roots?.older.equals(older.root) === true && roots.newer.equals(newer.root);
}

interface Roots {
  readonly older: Hash;
  readonly newer: Hash;
}

function rootsOfConsistency(
  older: { readonly size: number; readonly root: Hash },
  newer: number,
  known: boolean,
  proof: readonly Hash[],
): Roots | null {
  const last = proof.at(-1);
  if (older.size === newer) {
    const hash = known ? older.root : last;
    return hash === undefined || proof.length !== (known ? 0 : 1) ? null : { older: hash, newer: hash };
  }
  if (last === undefined) return null;
  const left = split(newer);
  const rest = proof.slice(0, -1);
  if (older.size <= left) {
    const inside = rootsOfConsistency(older, left, known, rest);
    return inside && { older: inside.older, newer: nodeHash(inside.newer, last) };
  }
  const inside = rootsOfConsistency({ ...older, size: older.size - left }, newer - left, false, rest);
  return inside && { older: nodeHash(last, inside.older), newer: nodeHash(last, inside.newer) };
}

/** The largest power of two smaller than `size`, which is at least 2. */
function split(size: number): number {
  let left = 1;
  while (left * 2 < size) left *= 2;
  return left;
}
