import { SearchOutlined } from '@ant-design/icons';
import { Button, Card, Checkbox, Empty, Form, Input, Select, Skeleton } from 'antd';
import { useState } from 'react';
import { LUCKY_PATTERNS, type LuckyPattern } from '../../domain/number-400.js';
import { CARRIERS, type Carrier } from '../../domain/number-status.js';
import { useTexts } from '../language/language.tsx';
import { Failure } from '../ui/Failure.tsx';
import { Page } from '../ui/Page.tsx';
import { uiTexts } from '../ui/texts.ts';
import { useSpareNumbers, type NumberItem, type NumberWish } from './numbers.ts';
import { Reservations } from './Reservations.tsx';
import { ReserveDialog } from './ReserveDialog.tsx';
import { numberTexts } from './texts.ts';

export default function NumberSearchPage() {
  const texts = useTexts(numberTexts);
  const [wish, setWish] = useState<NumberWish>({ lucky: [] });
  return (
    <Page title={texts.title} lead={texts.lead}>
      <Reservations />
      <Card>
        <div className="stack">
          <WishForm onWish={setWish} />
          <Found wish={wish} />
        </div>
      </Card>
    </Page>
  );
}

interface Given {
  readonly contains?: string;
  readonly carrier: Carrier | '';
  readonly lucky: LuckyPattern[];
}

function WishForm({ onWish }: { readonly onWish: (wish: NumberWish) => void }) {
  const texts = useTexts(numberTexts);
  const [form] = Form.useForm<Given>();
  const search = ({ contains, carrier, lucky }: Given) => {
    onWish({ contains: contains?.trim(), carrier: carrier === '' ? undefined : carrier, lucky });
  };
  return (
    <Form
      form={form}
      layout="vertical"
      initialValues={{ carrier: '', lucky: [] }}
      onFinish={search}
      onValuesChange={(changed) => {
        if (!('contains' in changed)) form.submit();
      }}
    >
      <div className="wish">
        <Form.Item
          name="contains"
          label={texts.wish}
          extra={texts.wishHint}
          rules={[{ pattern: /^[\d*?\s]{0,20}$/, message: texts.wishWrong }]}
        >
          <Input inputMode="text" maxLength={20} className="number" allowClear autoComplete="off" />
        </Form.Item>
        <Form.Item name="carrier" label={texts.carrier}>
          <Select
            options={[
              { value: '', label: texts.allCarriers },
              ...CARRIERS.map((value) => ({ value, label: texts.carriers[value] })),
            ]}
          />
        </Form.Item>
        <Button type="primary" htmlType="submit" icon={<SearchOutlined />}>
          {texts.search}
        </Button>
      </div>
      <Form.Item name="lucky" label={texts.lucky} style={{ marginBottom: 0 }}>
        <Checkbox.Group options={LUCKY_PATTERNS.map((value) => ({ value, label: texts.patterns[value] }))} />
      </Form.Item>
    </Form>
  );
}

function Found({ wish }: { readonly wish: NumberWish }) {
  const texts = useTexts(numberTexts);
  const ui = useTexts(uiTexts);
  const [chosen, setChosen] = useState<NumberItem | null>(null);
  const { data, error, isPending, refetch, hasNextPage, fetchNextPage, isFetchingNextPage, isPlaceholderData } =
    useSpareNumbers(wish);
  if (error !== null) return <Failure error={error} retry={() => void refetch()} />;
  if (isPending) return <Skeleton active paragraph={{ rows: 5 }} title={false} />;
  const numbers = data.pages.flatMap(({ items }) => items);
  if (numbers.length === 0) return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={texts.none} />;
  return (
    <>
      <ul className={`plates ${isPlaceholderData ? 'old' : ''}`} aria-busy={isPlaceholderData}>
        {numbers.map((number) => (
          <li key={number.number}>
            <button type="button" onClick={() => setChosen(number)} aria-label={texts.reserveNumber(number.display)}>
              <span className="number large">{number.display}</span>
              <span className="quiet small">
                {[
                  texts.carriers[number.carrier],
                  ...number.patterns.filter(isWorthNaming).map((pattern) => texts.patterns[pattern]),
                ].join(' · ')}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {hasNextPage ? (
        <Button block onClick={() => void fetchNextPage()} loading={isFetchingNextPage}>
          {ui.more}
        </Button>
      ) : null}
      <ReserveDialog number={chosen} onClose={() => setChosen(null)} />
    </>
  );
}

/** Half of all numbers have no 4: not what makes one special. */
function isWorthNaming(pattern: string): pattern is LuckyPattern {
  return pattern !== 'NO_4' && pattern !== 'TAIL_8' && LUCKY_PATTERNS.some((known) => known === pattern);
}
