import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  consistencyPath,
  inclusionPath,
  isConsistent,
  leafHash,
  rangeHash,
  rootOfInclusion,
  type Hash,
} from '../../src/transparency/merkle.js';
import {
  entryBundle,
  parseEntryBundle,
  parseTilePath,
  tileIndexPath,
  tilesOfLevel,
  TreeEdge,
} from '../../src/transparency/tile.js';
import { definedHash, leavesOf, treeOf } from './tree-fixture.js';

/** The tree of Certificate Transparency's own tests: eight leaves, and the root after each of them. */
const VECTORS = {
  leaves: ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'],
  roots: [
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
    'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
    'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
    '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
    'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
    '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
  ],
} as const;

const sizes = fc.integer({ min: 1, max: 700 });
/** Complete subtrees stay as they are while the tree grows, so the tiles of a larger tree serve every smaller one. */
const ALL = leavesOf(1_400);
const { read } = treeOf(ALL);

describe('the tree', () => {
  it('has the roots of Certificate Transparency’s vectors', () => {
    const edge = new TreeEdge(0, []);
    const roots = [edge.root().toString('hex')];
    for (const leaf of VECTORS.leaves) {
      edge.append(leafHash(Buffer.from(leaf, 'hex')));
      roots.push(edge.root().toString('hex'));
    }
    expect(roots).toEqual(VECTORS.roots);
  });

  it('has the root that RFC 6962 defines, appended to in any portions', () => {
    fc.assert(
      fc.property(sizes, sizes, (first, more) => {
        const leaves = ALL.slice(0, first + more);
        const begun = treeOf(leaves.slice(0, first)).edge;
        const edge = new TreeEdge(
          first,
          begun.lastTiles.map(({ hashes }) => hashes),
        );
        for (const leaf of leaves.slice(first)) edge.append(leafHash(leaf));
        expect(edge.root()).toEqual(definedHash(leaves));
        expect(edge.root()).toEqual(rangeHash({ from: 0, to: leaves.length }, read));
      }),
      { numRuns: 15 },
    );
  });

  it('has the tiles that tlog-tiles asks for', () => {
    const { tiles } = treeOf(leavesOf(70_000));
    expect(tilesOfLevel(0, 70_000)).toHaveLength(274);
    expect(tilesOfLevel(0, 70_000).at(-1)).toEqual({ index: 273, width: 112 });
    expect(['0/273', '1/0', '1/1', '2/0'].map((key) => (tiles.get(key)?.length ?? 0) / 32)).toEqual([112, 256, 17, 1]);
    expect(tiles.has('3/0')).toBe(false);
  });
});

describe('proofs', () => {
  const flipped = (hash: Hash): Hash => Buffer.from(hash.map((byte, place) => (place === 7 ? byte ^ 1 : byte)));

  it('of inclusion lead to the root from their own leaf and place only', () => {
    fc.assert(
      fc.property(sizes, fc.nat(), fc.nat(), (size, a, b) => {
        const leaves = ALL.slice(0, size);
        const [leaf, other] = [a % size, b % size];
        const path = inclusionPath(leaf, size).map((range) => rangeHash(range, read));
        const root = definedHash(leaves);
        const hash = leafHash(leaves[leaf] ?? Buffer.alloc(0));
        expect(rootOfInclusion(hash, leaf, size, path)).toEqual(root);
        if (other !== leaf) expect(rootOfInclusion(hash, other, size, path)).not.toEqual(root);
        expect(rootOfInclusion(flipped(hash), leaf, size, path)).not.toEqual(root);
        expect(rootOfInclusion(hash, leaf, size, [...path, hash])).not.toEqual(root);
        if (path.length > 0) expect(rootOfInclusion(hash, leaf, size, path.slice(1))).not.toEqual(root);
      }),
      { numRuns: 40 },
    );
  });

  it('of consistency hold between any two trees of one log and no others', () => {
    fc.assert(
      fc.property(sizes, fc.nat(), (size, a) => {
        const leaves = ALL.slice(0, size);
        const older = { size: 1 + (a % size), root: definedHash(leaves.slice(0, 1 + (a % size))) };
        const newer = { size, root: definedHash(leaves) };
        const proof = consistencyPath(older.size, size).map((range) => rangeHash(range, read));
        expect(isConsistent(older, newer, proof)).toBe(true);
        expect(isConsistent({ ...older, root: flipped(older.root) }, newer, proof)).toBe(false);
        expect(isConsistent(older, { ...newer, root: flipped(newer.root) }, proof)).toBe(false);
        expect(isConsistent(older, newer, [...proof, newer.root])).toBe(false);
        if (proof.length > 0) expect(isConsistent(older, newer, proof.slice(1))).toBe(false);
      }),
      { numRuns: 40 },
    );
  });
});

describe('tile paths and entry bundles', () => {
  it.each([
    [5, '005'],
    [999, '999'],
    [1000, 'x001/000'],
    [1_234_067, 'x001/x234/067'],
  ])('of %i is %s', (index, path) => {
    expect(tileIndexPath(index)).toBe(path);
    expect(parseTilePath(path)).toEqual({ index, width: 256 });
    expect(parseTilePath(`${path}.p/7`)).toEqual({ index, width: 7 });
  });

  it.each(['', '5', '0005', 'x000/005', '001/000', 'x001', '005.p/0', '005.p/256', '005.p/07', '../005', '005/'])(
    '%s is none',
    (path) => expect(parseTilePath(path)).toBeNull(),
  );

  it('bundles come apart as they were put together, and not when cut off', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 1, maxLength: 20 }), (leaves) => {
        const bundle = entryBundle(leaves);
        expect(parseEntryBundle(bundle)?.map(String)).toEqual(leaves.map((leaf) => Buffer.from(leaf).toString()));
        expect(parseEntryBundle(bundle.subarray(0, -1))).toBeNull();
      }),
    );
  });
});
