import { onlineManager } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { useTexts } from '../language/language.tsx';
import { uiTexts } from '../ui/texts.ts';

/** While the browser says that there is no network; queries wait and continue by themselves. */
export function OfflineNotice() {
  const texts = useTexts(uiTexts);
  const online = useSyncExternalStore(
    (listener) => onlineManager.subscribe(listener),
    () => onlineManager.isOnline(),
  );
  return (
    <div role="status" aria-live="polite">
      {online ? null : <div className="notice-bar">{texts.offline}</div>}
    </div>
  );
}
