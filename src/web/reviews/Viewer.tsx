import {
  BorderOutlined,
  ExportOutlined,
  LeftOutlined,
  RedoOutlined,
  RightOutlined,
  ZoomInOutlined,
  ZoomOutOutlined,
} from '@ant-design/icons';
import { Button, Tooltip } from 'antd';
import { useEffect, useLayoutEffect, useRef, useState, type PointerEvent } from 'react';
import type { DocumentAnswer } from '../documents/documents.ts';
import { documentTexts } from '../documents/texts.ts';
import { useTexts } from '../language/language.tsx';
import type { Stop } from './stops.ts';
import { fieldName, reviewTexts } from './texts.ts';

export interface View {
  readonly documentId: string;
  readonly page: number;
  /** Quarter turns clockwise. */
  readonly turn: number;
  /** Times the size at which what is shown fits. */
  readonly zoom: number;
  /** The whole page instead of the stop's place. */
  readonly whole: boolean;
  /** By how much the picture was moved by hand, in pixels of the screen. */
  readonly pan: readonly [number, number];
}

export const ZOOM_STEP = 1.3;
const MOST = 4;

interface ViewerProps {
  readonly document: DocumentAnswer;
  readonly view: View;
  readonly stop: Stop | undefined;
  readonly stops: readonly Stop[];
  readonly mine: boolean;
  /** Pages that were opened before: they stay, so that going back to them takes no time. */
  readonly opened: readonly string[];
  readonly onView: (change: (view: View) => View) => void;
  readonly onStop: (stop: Stop) => void;
  /** The page with this key is on screen. */
  readonly onShown: (page: string) => void;
}

export function pageKey(documentId: string, page: number): string {
  return `${documentId}/pages/${page}.webp`;
}

/** One page: zoom, pan, turn, the boxes of what was read; the stop's place in the middle, magnified. */
export function Viewer(props: ViewerProps) {
  const { document, view, stop, stops, mine, opened, onView, onStop, onShown } = props;
  const texts = useTexts(reviewTexts);
  const kinds = useTexts(documentTexts).kinds;
  const frame = useRef<HTMLDivElement>(null);
  const [width, height] = useSize(frame);
  const page = document.pages.find(({ n }) => n === view.page);
  const drag = useDrag(onView);
  useWheel(frame, onView);
  const title = texts.viewerOf(kinds[document.kind], view.page, document.pages.length);
  const here = stops.filter(({ documentId, page: n }) => documentId === document.id && n === view.page);
  const key = pageKey(document.id, view.page);
  const focus = view.whole || stop?.documentId !== document.id || stop.page !== view.page ? null : stop.box;
  const place = page === undefined ? null : placeOf({ page, view, focus, width, height });
  return (
    <section className="viewer" aria-label={texts.viewer}>
      <Tools {...props} title={title} />
      <div ref={frame} className="viewer-frame" {...drag}>
        {page === undefined || place === null ? (
          <p className="viewer-empty">{document.failure?.message ?? texts.noPages}</p>
        ) : (
          <div className="viewer-page" style={{ width: page.width, transform: place.transform }}>
            {[...new Set([...opened, key])].map((known) => (
              <img
                key={known}
                className={known === key ? 'shown' : ''}
                width={known === key ? page.width : undefined}
                src={`/api/v1/documents/${known}${mine ? '?mark=strip' : ''}`}
                alt={known === key ? title : ''}
                fetchPriority={known === key ? 'high' : 'low'}
                draggable={false}
                onLoad={() => onShown(known)}
              />
            ))}
            {here.map((item) =>
              item.box === null ? null : (
                <button
                  key={item.key}
                  type="button"
                  tabIndex={-1}
                  className={`box ${item.verdict} ${item.key === stop?.key ? 'current' : ''}`}
                  style={boxStyle(item.box, place.scale)}
                  aria-label={fieldName(texts.fields, item.field)}
                  onClick={() => onStop(item)}
                />
              ),
            )}
          </div>
        )}
      </div>
    </section>
  );
}

function Tools({ document, view, onView, title }: ViewerProps & { readonly title: string }) {
  const texts = useTexts(reviewTexts);
  const kinds = useTexts(documentTexts).kinds;
  const last = document.pages.length;
  const turnPage = (by: number) =>
    onView((before) => ({ ...before, page: Math.min(last, Math.max(1, before.page + by)), whole: true, pan: [0, 0] }));
  const tools = [
    { text: texts.zoomOut, icon: <ZoomOutOutlined />, keys: '-', act: () => onView((v) => zoomed(v, 1 / ZOOM_STEP)) },
    { text: texts.zoomIn, icon: <ZoomInOutlined />, keys: '+', act: () => onView((v) => zoomed(v, ZOOM_STEP)) },
    { text: texts.whole, icon: <BorderOutlined />, keys: '0', act: () => onView(toggleWhole) },
    { text: texts.turn, icon: <RedoOutlined />, keys: 't', act: () => onView(turned) },
  ];
  return (
    <div className="viewer-tools">
      <strong className="viewer-title">{title}</strong>
      {last > 1 ? (
        <span className="row">
          <Button
            size="small"
            icon={<LeftOutlined />}
            aria-label={texts.previousPage}
            disabled={view.page <= 1}
            onClick={() => turnPage(-1)}
          />
          <Button
            size="small"
            icon={<RightOutlined />}
            aria-label={texts.nextPage}
            disabled={view.page >= last}
            onClick={() => turnPage(1)}
          />
        </span>
      ) : null}
      <span className="spacer" />
      {tools.map(({ text, icon, keys, act }) => (
        <Tooltip key={text} title={`${text}  ${keys.toUpperCase()}`}>
          <Button type="text" icon={icon} aria-label={text} aria-keyshortcuts={keys} onClick={act} />
        </Tooltip>
      ))}
      <Tooltip title={texts.markedCopy}>
        <a
          className="ant-btn-like"
          href={`/api/v1/documents/${pageKey(document.id, view.page)}`}
          target="_blank"
          rel="noreferrer"
          aria-label={texts.markedCopyOf(kinds[document.kind])}
        >
          <ExportOutlined />
        </a>
      </Tooltip>
    </div>
  );
}

export function zoomed(view: View, by: number): View {
  return { ...view, zoom: Math.min(8, Math.max(0.5, view.zoom * by)) };
}
export function toggleWhole(view: View): View {
  return { ...view, whole: !view.whole, zoom: 1, pan: [0, 0] };
}
export function turned(view: View): View {
  return { ...view, turn: (view.turn + 1) % 4, pan: [0, 0] };
}

interface Placing {
  readonly page: { readonly width: number; readonly height: number };
  readonly view: View;
  readonly focus: readonly number[] | null;
  readonly width: number;
  readonly height: number;
}

/** How the page lies in the frame: what is in focus in the middle, at most four times its own size. */
function placeOf({ page, view, focus, width, height }: Placing) {
  const sideways = view.turn % 2 === 1;
  const [across, down] = sideways ? [height, width] : [width, height];
  const fit = Math.min(across / page.width, down / (page.height * 1.03));
  const [x = 0, y = 0, w = page.width, h = page.height] = focus ?? [];
  const near = focus === null ? fit : Math.min(MOST, (across * 0.7) / w, (down * (h > w / 2 ? 0.6 : 0.3)) / h);
  const scale = Math.max(fit * 0.5, Math.max(near, focus === null ? 0 : fit) * view.zoom);
  const [panX, panY] = view.pan;
  const transform =
    `translate(${width / 2 + panX}px, ${height / 2 + panY}px) rotate(${view.turn * 90}deg) ` +
    `scale(${scale}) translate(${-(x + w / 2)}px, ${-(y + h / 2)}px)`;
  return { transform, scale };
}

/** Two pixels on screen, whatever the scale, a little outside of what was read. */
function boxStyle([x = 0, y = 0, w = 0, h = 0]: readonly number[], scale: number) {
  const edge = 2 / scale;
  const room = 3 / scale;
  return { left: x - room, top: y - room, width: w + 2 * room, height: h + 2 * room, borderWidth: edge };
}

function useSize(frame: React.RefObject<HTMLElement | null>): readonly [number, number] {
  const [size, setSize] = useState<readonly [number, number]>([600, 500]);
  useLayoutEffect(() => {
    const element = frame.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(([entry]) => {
      if (entry !== undefined) setSize([entry.contentRect.width, entry.contentRect.height]);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [frame]);
  return size;
}

function useDrag(onView: ViewerProps['onView']) {
  const from = useRef<readonly [number, number] | null>(null);
  return {
    onPointerDown: (event: PointerEvent) => {
      if (event.button === 0) from.current = [event.clientX, event.clientY];
    },
    onPointerMove: (event: PointerEvent) => {
      if (from.current === null || (event.buttons & 1) === 0) return;
      const [x, y] = from.current;
      const [dx, dy] = [event.clientX - x, event.clientY - y];
      from.current = [event.clientX, event.clientY];
      onView((view) => ({ ...view, pan: [view.pan[0] + dx, view.pan[1] + dy] }));
    },
    onPointerUp: () => {
      from.current = null;
    },
  };
}

/** React's own wheel listeners cannot keep the page from scrolling. */
function useWheel(frame: React.RefObject<HTMLElement | null>, onView: ViewerProps['onView']): void {
  useEffect(() => {
    const element = frame.current;
    if (element === null) return undefined;
    const listen = (event: WheelEvent) => {
      event.preventDefault();
      onView((view) => zoomed(view, event.deltaY < 0 ? 1.15 : 1 / 1.15));
    };
    element.addEventListener('wheel', listen, { passive: false });
    return () => element.removeEventListener('wheel', listen);
  }, [frame, onView]);
}
