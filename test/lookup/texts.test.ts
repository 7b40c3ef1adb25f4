import { describe, expect, it } from 'vitest';
import { html } from '../../src/lookup/pages/html.js';
import { withoutPersonalNumbers } from '../../src/lookup/without-personal-numbers.js';

describe('free text for the public', () => {
  it.each([
    ['联系 13800001234', '联系 ＊＊＊'],
    ['联系１３８００００１２３４。', '联系＊＊＊。'],
    ['电话：138-0000-1234，', '电话：＊＊＊，'],
    ['+86 138 0000 1234', '＊＊＊'],
    ['座机（010）6000 1234', '座机＊＊＊'],
    ['0571-88001234转8001', '＊＊＊转8001'],
    ['身份证11010519491231002X号', '身份证＊＊＊号'],
  ])('%s becomes %s', (text, shown) => {
    expect(withoutPersonalNumbers(text)).toBe(shown);
  });

  it.each(['订餐热线 400-012-3400，请按 1', '客服 10010、12315', '注册资本 1000000 元，2026-03-02 起', ''])(
    '%s stays',
    (text) => {
      expect(withoutPersonalNumbers(text)).toBe(text);
    },
  );
});

describe('markup', () => {
  it('escapes every value, joins lists, drops null, keeps what it made itself', () => {
    const evil = `"><script>alert('&')</script>`;
    expect(html`<p title="${evil}">${[html`<b>${evil}</b>`, null, 7]}</p>`.text).toBe(
      '<p title="&quot;&gt;&lt;script&gt;alert(&#39;&amp;&#39;)&lt;/script&gt;">' +
        '<b>&quot;&gt;&lt;script&gt;alert(&#39;&amp;&#39;)&lt;/script&gt;</b>7</p>',
    );
  });
});
