import { createContext, useCallback, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';

export type Language = 'zh' | 'en';

/** Texts of one feature in both languages; sentences with a blank are functions. */
export interface Texts<Shape> {
  readonly zh: Shape;
  readonly en: Shape;
}

type TextOf<Text> = Text extends string
  ? string
  : Text extends (...given: infer Given) => string
    ? (...given: Given) => string
    : { readonly [Name in keyof Text]: TextOf<Text[Name]> };

/** Chinese says what there is to translate: an English text that is missing or unknown does not compile. */
export function defineTexts<const Chinese extends object>(zh: Chinese, en: TextOf<Chinese>): Texts<TextOf<Chinese>> {
  // Chinese's own literal types are narrower than the shape both languages share.
  return { zh: zh as unknown as TextOf<Chinese>, en };
}

interface LanguageChoice {
  readonly language: Language;
  readonly choose: (language: Language) => void;
}

const LanguageContext = createContext<LanguageChoice>({ language: 'zh', choose: () => undefined });

/** The server rendered the page in the language of the cookie or of the browser; the document says which. */
function languageOfDocument(): Language {
  return document.documentElement.lang.startsWith('en') ? 'en' : 'zh';
}

/** Read outside of components as well: requests are answered in this language. */
export function currentLanguage(): Language {
  return languageOfDocument();
}

export function LanguageProvider({ children }: { readonly children: ReactNode }) {
  const [language, setLanguage] = useState(languageOfDocument);
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  }, [language]);
  const choose = useCallback((next: Language) => {
    document.documentElement.lang = next === 'zh' ? 'zh-CN' : 'en';
    setLanguage(next);
    // The answer sets the cookie that the public pages read too. Without it the choice lasts until the next visit.
    void fetch(`/console/?lang=${next}`).catch(() => undefined);
  }, []);
  const value = useMemo(() => ({ language, choose }), [language, choose]);
  return <LanguageContext value={value}>{children}</LanguageContext>;
}

export function useLanguage(): LanguageChoice {
  return useContext(LanguageContext);
}

export function useTexts<Shape>(texts: Texts<Shape>): Shape {
  return texts[useContext(LanguageContext).language];
}
