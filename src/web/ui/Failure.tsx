import { Alert, App, Button, type FormInstance } from 'antd';
import { useCallback } from 'react';
import { toProblem, problemText, type Problem } from '../api/problem.ts';
import { useLanguage, useTexts } from '../language/language.tsx';
import { uiTexts } from './texts.ts';

/** What could not be loaded, why, and a button to try again. */
export function Failure({ error, retry }: { readonly error: unknown; readonly retry?: () => void }) {
  const texts = useTexts(uiTexts);
  const { language } = useLanguage();
  return (
    <Alert
      role="alert"
      type="error"
      showIcon
      title={texts.failedTitle}
      description={problemText(toProblem(error), language)}
      action={
        retry === undefined ? null : (
          <Button size="small" onClick={retry}>
            {texts.retry}
          </Button>
        )
      }
    />
  );
}

/** Says what went wrong with something the person just did. */
export function useTellProblem(): (error: unknown) => void {
  const { message } = App.useApp();
  const { language } = useLanguage();
  return useCallback(
    (error: unknown) => {
      const problem = toProblem(error);
      // The dialogue that asks to sign in again says it already.
      if (problem.code === 'UNAUTHENTICATED') return;
      void message.error({ content: problemText(problem, language), duration: 6, key: problem.code });
    },
    [message, language],
  );
}

/** Puts the server's faults beside the fields they are about; the rest is told above. */
export function useFieldProblems(): (form: FormInstance, error: unknown) => void {
  const tell = useTellProblem();
  const texts = useTexts(uiTexts);
  return useCallback(
    (form, error) => {
      const problem = toProblem(error);
      const known = problem.errors.filter(({ path }) => path !== '');
      if (known.length === 0) tell(problem);
      else {
        form.setFields(
          known.map(({ path, code }) => ({ name: path.split('.'), errors: [fieldText(texts.fields, code)] })),
        );
        const [first] = known;
        if (first !== undefined) form.focusField(first.path.split('.'));
      }
    },
    [tell, texts],
  );
}

function fieldText(texts: Readonly<Record<string, string>>, code: Problem['errors'][number]['code']): string {
  return texts[code] ?? texts['OTHER'] ?? code;
}
