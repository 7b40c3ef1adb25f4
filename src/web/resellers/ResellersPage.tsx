import { PlusOutlined } from '@ant-design/icons';
import { Button, Input, Segmented } from 'antd';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useFormat } from '../language/format.ts';
import { useTexts } from '../language/language.tsx';
import { mayDo, useMe } from '../session/session.ts';
import { sessionTexts } from '../session/texts.ts';
import { Ledger, pagesOf } from '../ui/Ledger.tsx';
import { Page } from '../ui/Page.tsx';
import { Status } from '../ui/Status.tsx';
import { uiTexts } from '../ui/texts.ts';
import { Authorisation } from './Authorisation.tsx';
import { ResellerDialog } from './ResellerDialog.tsx';
import { useResellers, type Reseller } from './resellers.ts';
import { TONES } from './status.ts';
import { resellerTexts } from './texts.ts';

const SHOWN = ['active', 'suspended', 'exiting', 'closed'] as const;

/** Organisations that may submit applications. */
export default function ResellersPage() {
  const texts = useTexts(resellerTexts);
  const ui = useTexts(uiTexts);
  const { resellerStatuses: names } = useTexts(sessionTexts);
  const format = useFormat();
  const { data: me } = useMe();
  const [search, setSearch] = useSearchParams();
  const status = SHOWN.find((known) => known === search.get('status'));
  const name = search.get('name') ?? '';
  const choose = (change: Record<string, string>) =>
    setSearch(
      Object.fromEntries(
        Object.entries({ ...Object.fromEntries(search), ...change }).filter(([, value]) => value !== ''),
      ),
      { replace: true },
    );
  const query = useResellers({ ...(status === undefined ? {} : { status }), name });
  const [adding, setAdding] = useState(false);
  return (
    <Page
      title={texts.title}
      lead={texts.lead}
      actions={
        me != null && mayDo(me, 'reseller.manage') ? (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setAdding(true)}>
            {texts.add}
          </Button>
        ) : undefined
      }
    >
      <Ledger<Reseller>
        {...pagesOf(query)}
        label={texts.title}
        empty={status === undefined && name === '' ? texts.empty : texts.noneFits}
        rowKey={({ id }) => id}
        filters={
          <div className="row spread">
            <div className="scroll-x">
              <Segmented
                aria-label={texts.state}
                value={status ?? 'all'}
                onChange={(value) => choose({ status: value === 'all' ? '' : value })}
                options={[{ value: 'all', label: ui.all }, ...SHOWN.map((value) => ({ value, label: names[value] }))]}
              />
            </div>
            <Input.Search
              style={{ maxWidth: 320 }}
              aria-label={texts.search}
              placeholder={texts.search}
              defaultValue={name}
              maxLength={200}
              allowClear
              onSearch={(value) => choose({ name: value.trim() })}
            />
          </div>
        }
        columns={[
          {
            key: 'name',
            title: texts.name,
            head: true,
            render: (reseller) => (
              <>
                <Link to={`/resellers/${reseller.id}`}>{reseller.name}</Link>
                {reseller.sandbox ? <span className="quiet small"> {texts.sandbox}</span> : null}
              </>
            ),
          },
          { key: 'uscc', title: texts.uscc, render: ({ uscc }) => <span className="number">{uscc}</span> },
          {
            key: 'status',
            title: texts.state,
            render: (reseller) => <Status tone={TONES[reseller.status]} text={names[reseller.status]} />,
          },
          {
            key: 'authorisation',
            title: texts.authorisation,
            render: ({ authorisation }) => <Authorisation authorisation={authorisation} />,
          },
          {
            key: 'since',
            title: texts.since,
            render: ({ createdAt }) => <span className="number">{format.dateTime(createdAt)}</span>,
          },
        ]}
      />
      {adding ? <ResellerDialog onClose={() => setAdding(false)} /> : null}
    </Page>
  );
}
