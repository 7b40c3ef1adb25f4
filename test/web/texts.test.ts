import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const WEB = join(import.meta.dirname, '../../src/web');
const FILES = readdirSync(WEB, { recursive: true, encoding: 'utf8' }).filter(
  (file) => /\.tsx?$/.test(file) && !file.endsWith('.gen.d.ts'),
);
const isTexts = (file: string) => /(^|\/)texts\.ts$/.test(file);

function parse(file: string): ts.SourceFile {
  return ts.createSourceFile(
    file,
    readFileSync(join(WEB, file), 'utf8'),
    ts.ScriptTarget.ESNext,
    true,
    ts.ScriptKind.TSX,
  );
}

/** Paths of all texts in an object literal, with the number of blanks of each sentence that is a function. */
function keysOf(node: ts.Node, path = ''): string[] {
  if (!ts.isObjectLiteralExpression(node)) {
    return [ts.isArrowFunction(node) ? `${path}(${node.parameters.length})` : path];
  }
  return node.properties.flatMap((property) => {
    if (!ts.isPropertyAssignment(property)) return [`${path}: not written out`];
    return keysOf(property.initializer, `${path}.${property.name.getText()}`);
  });
}

describe('the console’s texts', () => {
  it.each(FILES.filter(isTexts))('%s says the same things in both languages, and says something', (file) => {
    const found: (readonly ts.Expression[])[] = [];
    const empty: string[] = [];
    const visit = (node: ts.Node): void => {
      if (ts.isCallExpression(node) && node.expression.getText() === 'defineTexts') found.push([...node.arguments]);
      if (ts.isStringLiteral(node) && node.text.trim() === '') empty.push(node.getText());
      node.forEachChild(visit);
    };
    visit(parse(file));
    expect(found.length).toBeGreaterThan(0);
    for (const [zh, en] of found) {
      if (zh === undefined || en === undefined) throw new Error(`${file}: one language only`);
      expect(keysOf(en).sort()).toEqual(keysOf(zh).sort());
      // Chinese left in the English half is a text nobody translated; the name of the language is meant so.
      expect(en.getText().replace("switchLanguage: '中文'", '')).not.toMatch(/\p{Script=Han}/u);
    }
    expect(empty).toEqual([]);
  });

  it('stand nowhere else: no sentence in a component', () => {
    const spoken = new Set([
      'title',
      'label',
      'placeholder',
      'description',
      'aria-label',
      'alt',
      'okText',
      'cancelText',
    ]);
    const faults: string[] = [];
    for (const file of FILES.filter((name) => !isTexts(name))) {
      const visit = (node: ts.Node): void => {
        const words = ts.isJsxText(node)
          ? node.text
          : ts.isJsxAttribute(node) &&
              spoken.has(node.name.getText()) &&
              node.initializer !== undefined &&
              ts.isStringLiteral(node.initializer)
            ? node.initializer.text
            : (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) &&
                /\p{Script=Han}/u.test(node.text)
              ? node.text
              : '';
        if (/[\p{Script=Han}]|\p{L}{2}/u.test(words)) faults.push(`${file}: ${words.trim()}`);
        node.forEachChild(visit);
      };
      visit(parse(file));
    }
    expect(faults).toEqual([]);
  });
});
