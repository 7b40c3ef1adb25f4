import { useQueryClient } from '@tanstack/react-query';
import { Card, Descriptions, Skeleton } from 'antd';
import { useEffect } from 'react';
import { displayNumber } from '../../domain/number-400.js';
import { useFormat } from '../language/format.ts';
import { useTexts } from '../language/language.tsx';
import { Alone } from '../ui/Alone.tsx';
import { Failure } from '../ui/Failure.tsx';
import { uploads } from '../uploads/uploads.ts';
import { ConsentCard } from './ConsentCard.tsx';
import { linkHeaders, secretOfAddress, useOpenedLink, type OpenedLink } from './link-client.ts';
import { LinkTile } from './LinkTile.tsx';
import { linkTexts } from './texts.ts';

/** Where a link leads: a phone that is a camera for a moment, or a person who brings their own papers. Nobody signs in. */
export default function LinkPage() {
  const texts = useTexts(linkTexts).page;
  const queries = useQueryClient();
  const { data: link, error, refetch } = useOpenedLink();
  useEffect(() => {
    void ownerOf(secretOfAddress()).then((owner) =>
      uploads.open({
        owner,
        endpoint: () => '/api/v1/links/current/uploads',
        headers: linkHeaders,
        onDone: () => void queries.invalidateQueries({ queryKey: ['link'] }),
      }),
    );
  }, [queries]);
  // An answer that the link is over counts more than what an earlier one said.
  if (error !== null) {
    return (
      <Alone title={texts.handOver}>
        <div className="stack link-page">
          <h1>{texts.handOver}</h1>
          <Failure error={error} retry={() => void refetch()} />
          <p className="quiet">{texts.over}</p>
        </div>
      </Alone>
    );
  }
  return (
    <Alone title={texts.handOver}>
      {link === undefined ? (
        <div className="stack link-page">
          <h1>{texts.handOver}</h1>
          <Skeleton active title={false} paragraph={{ rows: 6 }} />
        </div>
      ) : (
        <Opened link={link} />
      )}
    </Alone>
  );
}

function Opened({ link }: { readonly link: OpenedLink }) {
  const { page: texts, persons } = useTexts(linkTexts);
  const format = useFormat();
  const { person } = link;
  return (
    <div className="stack link-page">
      <h1>{person === null ? texts.handOver : texts.customer(persons[person])}</h1>
      <p>{person === null ? texts.handOverLead : texts.customerLead(link.reseller ?? texts.owner)}</p>
      <Descriptions
        column={1}
        size="small"
        items={[
          { key: 'entity', label: texts.entity, children: link.entity ?? '—' },
          {
            key: 'number',
            label: texts.number,
            children: (
              <span className="row">
                {link.numbers.map((number) => (
                  <span key={number} className="number">
                    {displayNumber(number)}
                  </span>
                ))}
              </span>
            ),
          },
        ]}
      />
      <p className="quiet">{texts.until(format.dateTime(link.expiresAt))}</p>
      {link.open ? null : <p role="status">{texts.closed}</p>}
      <Card title={<h2>{texts.papers}</h2>}>
        <div className="stack">
          {link.kinds.map((paper) => (
            <LinkTile key={paper.kind} paper={paper} open={link.open} />
          ))}
        </div>
      </Card>
      {person === null ? null : <ConsentCard link={link} />}
    </div>
  );
}

/** Names the queue's owner without keeping the secret in the browser's store. */
async function ownerOf(secret: string): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(secret));
  return `link:${[...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}
