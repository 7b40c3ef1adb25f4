import { App, Button, Modal } from 'antd';
import { useState, type DragEvent } from 'react';
import type { DocumentKind } from '../../domain/ocr-fields.js';
import { useTexts } from '../language/language.tsx';
import { useTellProblem } from '../ui/Failure.tsx';
import { Status } from '../ui/Status.tsx';
import { uiTexts } from '../ui/texts.ts';
import { useDeleteDocument, useDocument } from './documents.ts';
import { ChoosePaper, SHOWN_FIRST } from './ChoosePaper.tsx';
import { PictureDialog } from './PictureDialog.tsx';
import { UploadProgress } from '../uploads/UploadProgress.tsx';
import { uploads, useUploads } from '../uploads/uploads.ts';
import { STATUS_TONES } from './status-tones.ts';
import { documentTexts } from './texts.ts';

interface DocumentTileProps {
  readonly applicationId: string;
  readonly kind: DocumentKind;
  /** The one there is of this kind. */
  readonly documentId: string | undefined;
  readonly hint?: string;
  /** Whether it may be changed now. */
  readonly open: boolean;
}

/** Kinds of which a dossier holds several. */
const ADDING: readonly DocumentKind[] = ['other', 'industry_licence'];

/** One paper: take or choose it, see it leave, see it being read, look at it, replace it. */
export function DocumentTile({ applicationId, kind, documentId, hint, open }: DocumentTileProps) {
  const texts = useTexts(documentTexts);
  const name = texts.kinds[kind];
  const { data: document } = useDocument(documentId);
  const queued = useUploads(applicationId, kind);
  // A further one of a kind that adds is on its way in the empty tile.
  const coming = documentId !== undefined && ADDING.includes(kind) ? [] : queued;
  const busy = coming.some(({ state }) => state !== 'failed');
  const [picture, setPicture] = useState<File | null>(null);
  const [viewing, setViewing] = useState(false);
  const take = (file: File | undefined) => {
    if (file === undefined || busy) return;
    if (SHOWN_FIRST.test(file.type)) setPicture(file);
    else send(file, file.size);
  };
  const send = (file: File, before: number) => {
    // One that was refused gives way.
    for (const { id, state } of coming) if (state === 'failed') void uploads.drop(id);
    void uploads.add({ applicationId, kind, file, before });
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    if (open) take(event.dataTransfer.files[0]);
  };
  return (
    <section className="tile" aria-label={name} onDragOver={(event) => event.preventDefault()} onDrop={drop}>
      <div className="row spread">
        <h3>{name}</h3>
        {document === undefined ? (
          documentId === undefined ? (
            <Status tone="neutral" text={texts.missing} />
          ) : null
        ) : (
          <span role="status">
            <Status tone={STATUS_TONES[document.status]} text={texts.statuses[document.status]} />
          </span>
        )}
      </div>
      {hint === undefined ? null : <p className="quiet small">{hint}</p>}
      {document?.advice.map(({ code, page, message }) => (
        <p key={`${code} ${page}`} className="status attention small">
          {message}
        </p>
      ))}
      {document?.failure == null ? null : <p className="status bad">{document.failure.message}</p>}
      {coming.map((upload) => (
        <UploadProgress key={upload.id} upload={upload} label={name} />
      ))}
      {busy ? null : (
        <div className="row">
          {open ? <ChoosePaper kind={kind} again={documentId !== undefined} onChoose={take} /> : null}
          {documentId === undefined ? null : (
            <Button type="link" onClick={() => setViewing(true)} aria-label={texts.viewKind(name)}>
              {texts.view}
            </Button>
          )}
          {open && documentId !== undefined ? (
            <Remove applicationId={applicationId} documentId={documentId} kind={kind} />
          ) : null}
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
      <Modal open={viewing} width={860} title={name} footer={null} onCancel={() => setViewing(false)} destroyOnHidden>
        {document?.pages.map(({ n }) => (
          <img
            key={n}
            className="whole-page"
            src={`/api/v1/documents/${document.id}/pages/${n}.webp`}
            alt={texts.page(n, name)}
          />
        ))}
      </Modal>
    </section>
  );
}

function Remove({
  applicationId,
  documentId,
  kind,
}: {
  readonly applicationId: string;
  readonly documentId: string;
  readonly kind: DocumentKind;
}) {
  const texts = useTexts(documentTexts);
  const ui = useTexts(uiTexts);
  const { modal } = App.useApp();
  const remove = useDeleteDocument(applicationId);
  const tell = useTellProblem();
  const name = texts.kinds[kind];
  const ask = () => {
    modal.confirm({
      title: texts.removeTitle(name),
      okText: texts.remove,
      okButtonProps: { danger: true },
      cancelText: ui.cancel,
      onOk: () => remove.mutateAsync(documentId).catch(tell),
    });
  };
  return (
    <Button type="text" danger onClick={ask} aria-label={texts.removeKind(name)}>
      {texts.remove}
    </Button>
  );
}
