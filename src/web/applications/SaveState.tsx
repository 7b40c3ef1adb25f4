import { useFormat } from '../language/format.ts';
import { useTexts } from '../language/language.tsx';
import { Status } from '../ui/Status.tsx';
import { useDraft } from './draft.ts';
import { applicationTexts } from './texts.ts';

/** Whether everything that was typed has arrived. */
export function SaveState() {
  const texts = useTexts(applicationTexts);
  const { save } = useDraft();
  const format = useFormat();
  const state = save.isPaused ? (
    <Status tone="attention" text={texts.waiting} />
  ) : save.isPending ? (
    <Status tone="busy" text={texts.saving} />
  ) : save.isError ? (
    <Status tone="bad" text={texts.notSaved} />
  ) : save.isSuccess ? (
    <Status tone="good" text={texts.savedAt(format.time(new Date(save.submittedAt).toISOString()))} />
  ) : null;
  return <span role="status">{state}</span>;
}
