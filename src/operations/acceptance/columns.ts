import { foldHeading } from '../import/columns.js';
import type { SheetRow } from '../sheet/sheet-row.js';

export const ACCEPTANCE_FIELDS = ['number', 'acceptanceNumber', 'counter', 'staff', 'acceptedOn'] as const;
export type AcceptanceColumns = Readonly<Record<(typeof ACCEPTANCE_FIELDS)[number], number>>;

const NAMES: Readonly<Record<(typeof ACCEPTANCE_FIELDS)[number], readonly string[]>> = {
  number: ['号码', '400号码', '业务号码', 'number'],
  acceptanceNumber: ['受理单号', '受理编号', '工单号', 'acceptancenumber'],
  counter: ['营业厅', '受理营业厅', '受理网点', 'counter'],
  staff: ['受理员', '受理人', '营业员', '工号', 'staff'],
  acceptedOn: ['受理日期', '受理时间', '日期', 'acceptedon', 'date'],
};

/** Where each field stands; null when a heading is missing. */
export function headingsOf(row: SheetRow): AcceptanceColumns | null {
  const headings = row.cells.map((cell) => foldHeading(cell.text));
  const found = ACCEPTANCE_FIELDS.map((field) => headings.findIndex((heading) => NAMES[field].includes(heading)));
  if (found.includes(-1)) return null;
  const [number = 0, acceptanceNumber = 0, counter = 0, staff = 0, acceptedOn = 0] = found;
  return { number, acceptanceNumber, counter, staff, acceptedOn };
}
