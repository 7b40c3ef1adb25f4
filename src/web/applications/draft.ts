import { App, Form, type FormInstance } from 'antd';
import { createContext, useCallback, useContext, useEffect, useMemo, useRef } from 'react';
import { useTexts } from '../language/language.tsx';
import { useFieldProblems } from '../ui/Failure.tsx';
import { usePatchApplication, type Application, type Patch } from './applications.ts';
import { applicationTexts } from './texts.ts';

export interface Draft {
  readonly application: Application;
  readonly form: FormInstance;
  readonly save: ReturnType<typeof usePatchApplication>;
  /** Whether this member (`entity.name`) or kind of document may be changed now. */
  readonly open: (name: string) => boolean;
  /** Saves one member when it is valid and different; empty removes it. */
  readonly keep: (path: string, value: unknown) => void;
}

const DraftContext = createContext<Draft | null>(null);
export const DraftProvider = DraftContext;

export function useDraft(): Draft {
  const draft = useContext(DraftContext);
  if (draft === null) throw new Error('used outside of a dossier');
  return draft;
}

/** The dossier being filled in: every member is saved when it is left, each by itself, so that nothing waits for a button. */
export function useNewDraft(application: Application): Draft {
  const [form] = Form.useForm();
  const save = usePatchApplication(application.id);
  const tell = useFieldProblems();
  const { mutate } = save;
  const keep = useCallback(
    (path: string, value: unknown) => {
      const wanted = typeof value === 'string' ? value.trim() : value;
      const empty = wanted === '' || wanted === undefined;
      const before = memberOf(application, path);
      if (empty ? before == null || before === '' : JSON.stringify(before) === JSON.stringify(wanted)) return;
      mutate(patchOf(path, empty ? null : wanted), { onError: (error) => tell(form, error) });
    },
    [application, form, mutate, tell],
  );
  const { requests, status } = application;
  const open = useCallback(
    (name: string) =>
      status === 'draft' ||
      requests.some(
        ({ members, documentKinds }) =>
          documentKinds.some((kind) => kind === name) ||
          members.some((member) => name === member || name.startsWith(`${member}.`) || member.startsWith(`${name}.`)),
      ),
    [requests, status],
  );
  return useMemo(() => ({ application, form, save, open, keep }), [application, form, save, open, keep]);
}

/** `entity.name` of the application, whatever it holds. */
export function memberOf(application: Application, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (value, name) => (typeof value === 'object' && value !== null ? (value as Patch)[name] : undefined),
      application,
    );
}

export function textOf(application: Application, path: string): string {
  const value = memberOf(application, path);
  return typeof value === 'string' ? value : '';
}

/** `{entity: {name: value}}` for `entity.name`. */
export function patchOf(path: string, value: unknown): Patch {
  return path.split('.').reduceRight<unknown>((inner, name) => ({ [name]: inner }), value) as Patch;
}

/**
 * Fills in what is still empty from a paper once it has been read, and says so. What somebody typed is never touched.
 * @param found value of each member, null where the paper does not say
 */
export function usePrefill(found: Readonly<Record<string, string | null>> | null): void {
  const { application, form, save, open } = useDraft();
  const texts = useTexts(applicationTexts);
  const { message } = App.useApp();
  const { mutate, isPending } = save;
  const handled = useRef<typeof found>(null);
  useEffect(() => {
    // Only when something new was read: emptying a field on purpose must not fill it again.
    if (found === null || isPending || handled.current === found) return;
    handled.current = found;
    const fill = Object.entries(found).filter(
      (entry): entry is [string, string] =>
        entry[1] !== null &&
        open(entry[0]) &&
        textOf(application, entry[0]) === '' &&
        isEmpty(form.getFieldValue(entry[0].split('.'))),
    );
    if (fill.length === 0) return;
    for (const [path, value] of fill) form.setFieldValue(path.split('.'), value);
    mutate(
      fill.reduce<Patch>((patch, [path, value]) => merge(patch, patchOf(path, value)), {}),
      { onSuccess: () => void message.info(texts.prefilled(fill.length)) },
    );
  }, [application, form, found, isPending, message, mutate, open, texts]);
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}

function merge(a: Patch, b: Patch): Patch {
  const merged: Record<string, unknown> = { ...a };
  for (const [name, value] of Object.entries(b)) {
    const before = merged[name];
    merged[name] =
      typeof before === 'object' && before !== null && typeof value === 'object' && value !== null
        ? merge(before as Patch, value as Patch)
        : value;
  }
  return merged;
}
