import type { Principal } from '../accounts/principal.js';
import type { Deps } from '../deps.js';
import { actorOf, recordEvent } from '../events/record-event.js';
import { inTransaction } from '../platform/mongo.js';
import { calendarDayModel, type CalendarDayRow } from './calendar-day-model.js';

/** Says what a day is, whatever the holiday table says; null: as the table says. Deadlines reckoned before stay. */
export async function setCalendarDay(
  deps: Deps,
  principal: Principal,
  date: string,
  day: Pick<CalendarDayRow, 'kind' | 'name'> | null,
): Promise<void> {
  const days = calendarDayModel(deps.db);
  await inTransaction(deps.db, async () => {
    const before = await days.findOne({ _id: date }).lean<CalendarDayRow>();
    if (day === null && before === null) return;
    if (day === null) await days.deleteOne({ _id: date });
    else {
      const set = { ...day, setBy: principal.actorId, setAt: deps.clock.now() };
      await days.updateOne({ _id: date }, { $set: set }, { upsert: true });
    }
    await recordEvent(deps, {
      type: 'calendar.day_set',
      subjects: [{ kind: 'calendar', id: date }],
      actor: actorOf(principal),
      resellerId: null,
      before: before === null ? null : { kind: before.kind, name: before.name },
      after: day === null ? null : { ...day },
      version: 1,
    });
  });
}
