import { useCallback, useRef } from 'react';

/**
 * Runs one thing at a time: a second press of a button while the first is on its way does nothing. A disabled button is
 * not enough, because a form is validated before anything is sent and the button knows nothing of it yet.
 */
export function useOneAtATime(): (act: () => Promise<unknown>) => void {
  const busy = useRef(false);
  return useCallback((act) => {
    if (busy.current) return;
    busy.current = true;
    void act().finally(() => {
      busy.current = false;
    });
  }, []);
}
