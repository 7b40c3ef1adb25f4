import { Button } from 'antd';
import { useEffect, type ReactNode } from 'react';
import { useLanguage, useTexts } from '../language/language.tsx';
import { Mark } from './Mark.tsx';
import { uiTexts } from './texts.ts';

/** A page with one thing to do and no navigation: signing in, choosing a password. */
export function Alone({
  title,
  children,
  footer,
}: {
  readonly title: string;
  readonly children: ReactNode;
  readonly footer?: ReactNode;
}) {
  const texts = useTexts(uiTexts);
  useEffect(() => {
    document.title = `${title} · ${texts.product}`;
  }, [title, texts.product]);
  return (
    <div className="alone">
      <header>
        <a className="brand row" href="/">
          <Mark />
          {texts.product}
        </a>
        <LanguageSwitch />
      </header>
      <main>{children}</main>
      <footer>{footer}</footer>
    </div>
  );
}

export function LanguageSwitch() {
  const { language, choose } = useLanguage();
  const texts = useTexts(uiTexts);
  const other = language === 'zh' ? 'en' : 'zh';
  return (
    <Button type="text" lang={other === 'zh' ? 'zh-CN' : 'en'} onClick={() => choose(other)}>
      {texts.switchLanguage}
    </Button>
  );
}
