import { RotateLeftOutlined, RotateRightOutlined, ScissorOutlined } from '@ant-design/icons';
import { Alert, Button, Modal, Spin } from 'antd';
import { useEffect, useMemo, useState } from 'react';
import ReactCrop, { type PercentCrop } from 'react-image-crop';
import 'react-image-crop/dist/ReactCrop.css';
import type { DocumentKind } from '../../domain/ocr-fields.js';
import { useFormat } from '../language/format.ts';
import { useTexts } from '../language/language.tsx';
import { uiTexts } from '../ui/texts.ts';
import { preparePicture, type PictureResult } from './prepare-picture.ts';
import { documentTexts } from './texts.ts';

interface PictureDialogProps {
  readonly file: File;
  readonly kind: DocumentKind;
  readonly onSend: (file: File) => void;
  readonly onCancel: () => void;
}

const WHOLE: PercentCrop = { unit: '%', x: 4, y: 4, width: 92, height: 92 };

/** Turn, cut, look: what will be sent, how large it is, and what will make it unreadable, before it leaves. */
export function PictureDialog({ file, kind, onSend, onCancel }: PictureDialogProps) {
  const texts = useTexts(documentTexts);
  const ui = useTexts(uiTexts);
  const format = useFormat();
  const [turns, setTurns] = useState(0);
  const [crop, setCrop] = useState<PercentCrop | null>(null);
  const turned = usePrepared(file, turns, null);
  const result = usePrepared(file, turns, crop);
  const address = useAddress(turned !== null && 'blob' in turned ? turned.blob : null);
  const ready = result !== null && 'blob' in result ? result : null;
  const unchanged = turns === 0 && crop === null;
  // Encoding again must not make a small picture larger.
  const smaller = ready !== null && (ready.blob.size < file.size || !unchanged);
  const send = () => {
    const name = file.name.replace(/\.\w+$/, '') || kind;
    onSend(ready !== null && smaller ? new File([ready.blob], `${name}.jpg`, { type: 'image/jpeg' }) : file);
  };
  const turn = (by: number) => {
    setCrop(null);
    setTurns((turns + by + 4) % 4);
  };
  return (
    <Modal
      open
      width={720}
      title={texts.dialog(texts.kinds[kind])}
      okText={texts.send}
      cancelText={ui.cancel}
      okButtonProps={{ disabled: result === null }}
      onOk={send}
      onCancel={onCancel}
    >
      <div className="stack">
        <div className="row">
          <Button icon={<RotateLeftOutlined />} onClick={() => turn(-1)}>
            {texts.turnLeft}
          </Button>
          <Button icon={<RotateRightOutlined />} onClick={() => turn(1)}>
            {texts.turnRight}
          </Button>
          <Button
            icon={<ScissorOutlined />}
            aria-pressed={crop !== null}
            onClick={() => setCrop(crop === null ? WHOLE : null)}
          >
            {crop === null ? texts.crop : texts.cropWhole}
          </Button>
        </div>
        {crop === null ? null : <span className="quiet">{texts.cropHint}</span>}
        <div className="picture">
          {address === null ? (
            <Spin description={texts.preparing} />
          ) : (
            <ReactCrop
              crop={crop ?? undefined}
              disabled={crop === null}
              keepSelection
              onChange={(_pixels, percent) => setCrop(percent)}
            >
              <img src={address} alt={texts.kinds[kind]} />
            </ReactCrop>
          )}
        </div>
        <div aria-live="polite" className="stack">
          {ready === null ? null : (
            <strong className="number">
              {smaller ? texts.saved(format.bytes(file.size), format.bytes(ready.blob.size)) : format.bytes(file.size)}
            </strong>
          )}
          {ready?.warnings.map((warning) => (
            <Alert key={warning} type="warning" showIcon title={texts.warnings[warning]} />
          ))}
          {ready === null || ready.warnings.length > 0 ? null : <Alert type="success" showIcon title={texts.good} />}
          {ready !== null && ready.warnings.length > 0 ? <span className="quiet">{texts.warned}</span> : null}
          {result !== null && 'failed' in result ? <Alert type="info" showIcon title={texts.cannotShow} /> : null}
        </div>
      </div>
    </Modal>
  );
}

/** Prepared anew a moment after the last change, so that dragging a corner does not encode fifty pictures. */
function usePrepared(file: File, turns: number, crop: PercentCrop | null): PictureResult | null {
  const [result, setResult] = useState<PictureResult | null>(null);
  useEffect(() => {
    let current = true;
    const timer = setTimeout(
      () => {
        const part =
          crop === null
            ? null
            : { x: crop.x / 100, y: crop.y / 100, width: crop.width / 100, height: crop.height / 100 };
        void preparePicture({ file, turns, crop: part }).then((made) => {
          if (current) setResult(made);
        });
      },
      crop === null ? 0 : 350,
    );
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [file, turns, crop]);
  return result;
}

/** An address for a picture in memory, given back when it is no longer shown. */
function useAddress(blob: Blob | null): string | null {
  const address = useMemo(() => (blob === null ? null : URL.createObjectURL(blob)), [blob]);
  useEffect(
    () => () => {
      if (address !== null) URL.revokeObjectURL(address);
    },
    [address],
  );
  return address;
}
