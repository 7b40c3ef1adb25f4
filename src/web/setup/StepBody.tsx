import { useState } from 'react';
import { Link } from 'react-router';
import { useTexts } from '../language/language.tsx';
import { EditDialog } from '../policies/EditDialog.tsx';
import { HistoryDrawer } from '../policies/HistoryDrawer.tsx';
import '../policies/policies.css';
import { usePolicies, type Policy } from '../policies/policies.ts';
import { PolicyTable } from '../policies/PolicyTable.tsx';
import { Failure } from '../ui/Failure.tsx';
import { Status } from '../ui/Status.tsx';
import { AddressCheck } from './AddressCheck.tsx';
import { KeySheet } from './KeySheet.tsx';
import type { Setup, Step } from './setup.ts';
import { TestMessage } from './TestMessage.tsx';
import { setupTexts } from './texts.ts';

/** Policies that a step is about: the same ones, with the same history, as on their own page. */
const POLICIES: Readonly<Partial<Record<Step, readonly string[]>>> = {
  house: ['houseName', 'houseMark', 'icpNumber'],
  hours: ['workingHours', 'reviewWorkingMinutes'],
  caps: ['maxNumbersPerEntityPerCarrier', 'maxOpenReservations', 'secondApprovalAlways'],
  documents: ['requiredDocuments', 'counterDocuments', 'counterDocumentsMissingAtAcceptance'],
  industries: ['industries'],
  retention: ['complaintKeepMonths', 'bulkKeepDays', 'recordKeepYears'],
};

/** What there is to do in one step. */
export function StepBody({ step, setup }: { readonly step: Step; readonly setup: Setup }) {
  const texts = useTexts(setupTexts);
  const keys = POLICIES[step];
  if (keys !== undefined) return <SomePolicies keys={keys} label={texts.names[step]} />;
  switch (step) {
    case 'blocks':
      return (
        <div className="row">
          <Status
            tone={setup.facts.blocks ? 'good' : 'attention'}
            text={setup.facts.blocks ? texts.hasBlocks : texts.noBlocks}
          />
          <Link to="/blocks">{texts.toBlocks}</Link>
        </div>
      );
    case 'staff':
      return <Link to="/users">{texts.toUsers}</Link>;
    case 'address':
      return <AddressCheck address={setup.facts.address} />;
    case 'key':
      return <KeySheet facts={setup.facts} />;
    case 'email':
      return <TestMessage channel="email" configured={setup.facts.email} />;
    case 'sms':
      return <TestMessage channel="sms" configured={setup.facts.sms} />;
    default:
      return null;
  }
}

function SomePolicies({ keys, label }: { readonly keys: readonly string[]; readonly label: string }) {
  const { data, error, refetch } = usePolicies();
  const [editing, setEditing] = useState<Policy | null>(null);
  const [history, setHistory] = useState<Policy | null>(null);
  if (error !== null) return <Failure error={error} retry={() => void refetch()} />;
  const items = keys.flatMap((key) => data?.items.filter((item) => item.key === key) ?? []);
  return (
    <>
      <PolicyTable label={label} items={items} onEdit={setEditing} onHistory={setHistory} />
      {history === null ? null : <HistoryDrawer policy={history} onClose={() => setHistory(null)} />}
      {editing === null ? null : <EditDialog policy={editing} onClose={() => setEditing(null)} />}
    </>
  );
}
