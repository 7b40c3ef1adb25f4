import { CameraOutlined, FileAddOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useRef } from 'react';
import type { DocumentKind } from '../../domain/ocr-fields.js';
import { useTexts } from '../language/language.tsx';
import { documentTexts } from './texts.ts';

const ACCEPT = 'image/jpeg,image/png,image/webp,image/tiff,image/heic,image/heif,application/pdf';
/** What the browser can show, and so turn, cut and make smaller. */
export const SHOWN_FIRST = /^image\/(jpeg|png|webp)$/;

/** The camera on a phone, a file anywhere. */
export function ChoosePaper({
  kind,
  again,
  onChoose,
}: {
  readonly kind: DocumentKind;
  readonly again: boolean;
  readonly onChoose: (file: File | undefined) => void;
}) {
  const texts = useTexts(documentTexts);
  const camera = useRef<HTMLInputElement>(null);
  const files = useRef<HTMLInputElement>(null);
  const name = texts.kinds[kind];
  return (
    <>
      <input
        ref={camera}
        hidden
        type="file"
        accept="image/*"
        capture="environment"
        onChange={({ target }) => {
          onChoose(target.files?.[0]);
          target.value = '';
        }}
      />
      <input
        ref={files}
        hidden
        type="file"
        data-kind={kind}
        accept={ACCEPT}
        onChange={({ target }) => {
          onChoose(target.files?.[0]);
          target.value = '';
        }}
      />
      <Button
        className="camera"
        icon={<CameraOutlined />}
        onClick={() => camera.current?.click()}
        aria-label={texts.photographKind(name)}
      >
        {texts.photograph}
      </Button>
      <Button
        icon={<FileAddOutlined />}
        onClick={() => files.current?.click()}
        aria-label={again ? texts.replaceKind(name) : texts.chooseKind(name)}
      >
        {again ? texts.replace : texts.choose}
      </Button>
    </>
  );
}
