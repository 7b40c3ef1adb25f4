import { UploadOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useRef } from 'react';

/** One file from the disk, by a button. */
export function ChooseFile({
  text,
  accept,
  busy,
  primary,
  onChoose,
}: {
  readonly text: string;
  readonly accept: string;
  readonly busy: boolean;
  readonly primary: boolean;
  readonly onChoose: (file: File) => void;
}) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        hidden
        type="file"
        accept={accept}
        onChange={({ target }) => {
          const file = target.files?.[0];
          target.value = '';
          if (file !== undefined) onChoose(file);
        }}
      />
      <Button
        type={primary ? 'primary' : 'default'}
        icon={<UploadOutlined />}
        loading={busy}
        onClick={() => input.current?.click()}
      >
        {text}
      </Button>
    </>
  );
}
