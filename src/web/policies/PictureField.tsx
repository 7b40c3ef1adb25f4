import { Button, Upload } from 'antd';
import { useState } from 'react';
import { useTexts } from '../language/language.tsx';
import { useTellProblem } from '../ui/Failure.tsx';
import { useKeepMark } from './policies.ts';
import { policyTexts } from './texts.ts';

const MOST_BYTES = 500_000;

/** A picture is sent at once and comes back as a name of its content, which is what the form holds. */
export function PictureField({
  id,
  value,
  onChange,
}: {
  readonly id?: string;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
}) {
  const texts = useTexts(policyTexts);
  const keep = useKeepMark();
  const tell = useTellProblem();
  const [tooLarge, setTooLarge] = useState(false);
  const take = (file: File) => {
    setTooLarge(file.size > MOST_BYTES);
    if (file.size <= MOST_BYTES) keep.mutate(file, { onSuccess: ({ mark }) => onChange(mark), onError: tell });
  };
  const mark = typeof value === 'string' ? value : '';
  return (
    <div className="stack">
      <div className="row">
        {mark === '' ? null : <img className="policy-picture" src={`/brand/${mark}.png`} alt={texts.picture} />}
        <Upload
          {...(id === undefined ? {} : { id })}
          accept="image/png,image/jpeg,image/webp,image/svg+xml"
          showUploadList={false}
          beforeUpload={(file) => {
            take(file);
            return false;
          }}
        >
          <Button loading={keep.isPending}>{texts.choosePicture}</Button>
        </Upload>
        {mark === '' ? null : <Button onClick={() => onChange('')}>{texts.removePicture}</Button>}
      </div>
      <span className="quiet small">{texts.pictureHint}</span>
      {tooLarge ? (
        <span className="urgent" role="alert">
          {texts.pictureTooLarge}
        </span>
      ) : null}
    </div>
  );
}
