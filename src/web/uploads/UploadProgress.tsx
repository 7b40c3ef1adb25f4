import { Button, Progress } from 'antd';
import { problemText } from '../api/problem.ts';
import { useFormat } from '../language/format.ts';
import { useLanguage, useTexts } from '../language/language.tsx';
import { uploadTexts } from './texts.ts';
import type { QueuedUpload } from './upload-queue.ts';
import { uploads } from './uploads.ts';

/** One paper on its way: how far, and what it waits for. */
export function UploadProgress({ upload, label }: { readonly upload: QueuedUpload; readonly label: string }) {
  const texts = useTexts(uploadTexts);
  const { language } = useLanguage();
  const format = useFormat();
  const percent = Math.floor((upload.sent / upload.size) * 100);
  const sizes =
    upload.before > upload.size
      ? `${format.bytes(upload.before)} → ${format.bytes(upload.size)}`
      : format.bytes(upload.size);
  if (upload.state === 'failed') {
    return (
      <div className="stack tight">
        <p role="alert" className="status bad">
          {upload.problem === null ? texts.failed : problemText(upload.problem, language)}
        </p>
        <div className="row">
          <Button size="small" onClick={() => uploads.retry(upload.id)} aria-label={texts.retryOf(label)}>
            {texts.retry}
          </Button>
          <Button
            size="small"
            type="text"
            onClick={() => void uploads.drop(upload.id)}
            aria-label={texts.dropOf(label)}
          >
            {texts.drop}
          </Button>
        </div>
      </div>
    );
  }
  return (
    <div>
      <Progress percent={percent} showInfo={false} aria-label={label} />
      <span role="status">{texts.states[upload.state](percent)}</span>{' '}
      <span className="quiet number small">{sizes}</span>
    </div>
  );
}
