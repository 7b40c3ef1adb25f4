import { useState } from 'react';
import { ChoosePaper, SHOWN_FIRST } from '../documents/ChoosePaper.tsx';
import { PictureDialog } from '../documents/PictureDialog.tsx';
import { STATUS_TONES } from '../documents/status-tones.ts';
import { documentTexts } from '../documents/texts.ts';
import { useTexts } from '../language/language.tsx';
import { Status } from '../ui/Status.tsx';
import { UploadProgress } from '../uploads/UploadProgress.tsx';
import { uploads, useUploads } from '../uploads/uploads.ts';
import type { LinkKind } from './link-client.ts';
import { linkTexts } from './texts.ts';

/** Uploads by a link know their dossier from the link. */
export const THIS_DOSSIER = 'link';

/** One paper on the page of a link: take it, see it leave, hear what would make it better. */
export function LinkTile({ paper, open }: { readonly paper: LinkKind; readonly open: boolean }) {
  const texts = useTexts(documentTexts);
  const { missing } = useTexts(linkTexts).page;
  const { kind, status, messages } = paper;
  const name = texts.kinds[kind];
  const coming = useUploads(THIS_DOSSIER, kind);
  const busy = coming.some(({ state }) => state !== 'failed');
  const [picture, setPicture] = useState<File | null>(null);
  const send = (file: File, before: number) => {
    for (const { id, state } of coming) if (state === 'failed') void uploads.drop(id);
    void uploads.add({ applicationId: THIS_DOSSIER, kind, file, before });
  };
  const take = (file: File | undefined) => {
    if (file === undefined || busy) return;
    if (SHOWN_FIRST.test(file.type)) setPicture(file);
    else send(file, file.size);
  };
  return (
    <section className="tile" aria-label={name}>
      <div className="row spread">
        <h3>{name}</h3>
        <span role="status">
          {status === null ? (
            <Status tone="neutral" text={missing} />
          ) : (
            <Status tone={STATUS_TONES[status]} text={texts.statuses[status]} />
          )}
        </span>
      </div>
      {messages.map((message) => (
        <p key={message} className="status attention small">
          {message}
        </p>
      ))}
      {coming.map((upload) => (
        <UploadProgress key={upload.id} upload={upload} label={name} />
      ))}
      {busy || !open ? null : (
        <div className="row">
          <ChoosePaper kind={kind} again={status !== null} onChoose={take} />
        </div>
      )}
      {picture === null ? null : (
        <PictureDialog
          file={picture}
          kind={kind}
          onCancel={() => setPicture(null)}
          onSend={(file) => {
            setPicture(null);
            send(file, picture.size);
          }}
        />
      )}
    </section>
  );
}
