import { PlusOutlined } from '@ant-design/icons';
import { App, Button, Card } from 'antd';
import { useState } from 'react';
import { displayNumber } from '../../domain/number-400.js';
import { useFormat } from '../language/format.ts';
import { useTexts } from '../language/language.tsx';
import { numberTexts } from '../numbers/texts.ts';
import { inPart, totalOf, Usage, type Counts } from '../numbers/Usage.tsx';
import { mayDo, useMe } from '../session/session.ts';
import { Ledger, pagesOf } from '../ui/Ledger.tsx';
import { Page } from '../ui/Page.tsx';
import { ReasonDialog } from '../ui/ReasonDialog.tsx';
import { Status } from '../ui/Status.tsx';
import { useBlocks, useRetirement, type Block } from './blocks.ts';
import { NewBlockDialog } from './NewBlockDialog.tsx';
import { PasteBlocksDialog } from './PasteBlocksDialog.tsx';
import { blockTexts } from './texts.ts';

/** Blocks of numbers (号段) and how their numbers stand. */
export default function BlocksPage() {
  const texts = useTexts(blockTexts);
  const { carriers } = useTexts(numberTexts);
  const format = useFormat();
  const { data: me } = useMe();
  const mayChange = me != null && mayDo(me, 'number.block');
  const query = useBlocks();
  const rows = pagesOf(query);
  const [adding, setAdding] = useState(false);
  const [pasting, setPasting] = useState(false);
  return (
    <Page
      title={texts.title}
      lead={texts.lead}
      actions={
        mayChange ? (
          <>
            <Button onClick={() => setPasting(true)}>{texts.paste}</Button>
            <Button type="primary" icon={<PlusOutlined />} onClick={() => setAdding(true)}>
              {texts.add}
            </Button>
          </>
        ) : undefined
      }
    >
      {rows.items === undefined || rows.items.length === 0 || rows.more?.has === true ? null : (
        <Together blocks={rows.items} />
      )}
      <Ledger<Block>
        {...rows}
        label={texts.title}
        empty={texts.empty}
        rowKey={({ id }) => id}
        columns={[
          {
            key: 'range',
            title: texts.range,
            head: true,
            render: ({ from, to }) => (
              <span className="number">
                {displayNumber(from)} – {displayNumber(to)}
              </span>
            ),
          },
          { key: 'carrier', title: texts.carrier, render: ({ carrier }) => carriers[carrier] },
          {
            key: 'size',
            title: texts.size,
            end: true,
            render: ({ numbers }) => <span className="number">{format.count(totalOf(numbers))}</span>,
          },
          { key: 'usage', title: texts.usage, render: ({ numbers }) => <Usage counts={numbers} /> },
          { key: 'state', title: texts.state, render: (block) => <State block={block} /> },
          {
            key: 'since',
            title: texts.opened,
            render: ({ createdAt }) => <span className="number">{format.dateTime(createdAt)}</span>,
          },
          ...(mayChange
            ? [{ key: 'act', title: texts.actions, render: (block: Block) => <Retirement block={block} /> }]
            : []),
        ]}
      />
      <NewBlockDialog open={adding} onClose={() => setAdding(false)} />
      {pasting ? <PasteBlocksDialog onClose={() => setPasting(false)} /> : null}
    </Page>
  );
}

function Together({ blocks }: { readonly blocks: readonly Block[] }) {
  const texts = useTexts(blockTexts);
  const format = useFormat();
  const counts: Record<string, number> = {};
  for (const { numbers } of blocks)
    for (const [status, count] of Object.entries(numbers)) counts[status] = (counts[status] ?? 0) + count;
  const all: Counts = counts;
  const total = totalOf(all);
  const share = (count: number) => (total === 0 ? texts.none : format.percent(count / total));
  const busy = total - inPart(all, 'spare') - inPart(all, 'unavailable');
  return (
    <Card>
      <dl className="figures">
        <Figure name={texts.blocks} value={format.count(blocks.length)} />
        <Figure name={texts.numbers} value={format.count(total)} />
        <Figure name={texts.spare} value={format.count(inPart(all, 'spare'))} beside={share(inPart(all, 'spare'))} />
        <Figure name={texts.inService} value={format.count(inPart(all, 'working') + inPart(all, 'suspended'))} />
        <Figure name={texts.taken} value={share(busy)} />
      </dl>
    </Card>
  );
}

function Figure({ name, value, beside }: { readonly name: string; readonly value: string; readonly beside?: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {value} {beside === undefined ? null : <small>{beside}</small>}
      </dd>
    </div>
  );
}

function State({ block: { retiring, numbers } }: { readonly block: Block }) {
  const texts = useTexts(blockTexts);
  const format = useFormat();
  if (retiring === null) return <Status tone="good" text={texts.open} />;
  const left = totalOf(numbers) - (numbers.unavailable ?? 0);
  return (
    <div>
      <Status tone={left === 0 ? 'neutral' : 'attention'} text={left === 0 ? texts.retired : texts.retiring} />
      <div className="quiet small">
        {texts.retiringSince(format.dateTime(retiring.since), retiring.reason)}
        {left === 0 ? null : <div>{texts.left(format.count(left))}</div>}
      </div>
    </div>
  );
}

function Retirement({ block: { id, from, to, retiring } }: { readonly block: Block }) {
  const texts = useTexts(blockTexts);
  const { message } = App.useApp();
  const [asking, setAsking] = useState(false);
  const act = retiring === null ? 'announce' : 'cancel';
  const { mutateAsync } = useRetirement(act);
  const name = `${displayNumber(from)} – ${displayNumber(to)}`;
  const say = texts.acts[act];
  return (
    <div className="row actions">
      <Button
        type="link"
        size="small"
        danger={act === 'announce'}
        aria-label={say.named(name)}
        onClick={() => setAsking(true)}
      >
        {say.name}
      </Button>
      {asking ? (
        <ReasonDialog
          title={say.title(name)}
          lead={say.lead}
          hint={say.hint}
          send={say.name}
          danger={act === 'announce'}
          onSend={(reason) => mutateAsync({ id, reason }).then(() => void message.success(say.done))}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </div>
  );
}
