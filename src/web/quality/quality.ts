import { useQuery } from '@tanstack/react-query';
import { api, bodyOf, type Answer } from '../api/client.ts';

export type OwnQuality = Answer<'getOwnQuality'>;
export type AllQuality = Answer<'getQuality'>;
export type Figures = OwnQuality['own'];
export type Team = OwnQuality['team'];

export const SPANS = [7, 30, 90] as const;
export type Span = (typeof SPANS)[number];

export function useOwnQuality(days: Span) {
  return useQuery({
    queryKey: ['quality', 'own', days],
    queryFn: ({ signal }) => bodyOf(api.GET('/dashboards/reviewers/me', { params: { query: { days } }, signal })),
    placeholderData: (before) => before,
  });
}

export function useAllQuality(days: Span) {
  return useQuery({
    queryKey: ['quality', 'all', days],
    queryFn: ({ signal }) => bodyOf(api.GET('/dashboards/reviewers', { params: { query: { days } }, signal })),
    placeholderData: (before) => before,
  });
}

/** Each figure as one number that can be laid beside the team's: a count, seconds, or a share; null where there is none. */
export function valuesOf(figures: Figures): Readonly<Record<Measure, number | null>> {
  const share = (part: number, whole: number) => (whole === 0 ? null : part / whole);
  return {
    decided: figures.decided,
    medianSeconds: figures.medianSeconds,
    disagreed: share(figures.disagreed, figures.compared),
    overturned: share(figures.overturned, figures.decided),
    unshown: share(figures.unshown, figures.fields),
  };
}

/** What a share is made of: part and whole. */
export function partsOf(figures: Figures, measure: Measure): readonly [number, number] | null {
  switch (measure) {
    case 'disagreed':
      return [figures.disagreed, figures.compared];
    case 'overturned':
      return [figures.overturned, figures.decided];
    case 'unshown':
      return [figures.unshown, figures.fields];
    default:
      return null;
  }
}

export const MEASURES = ['decided', 'medianSeconds', 'disagreed', 'overturned', 'unshown'] as const;
export type Measure = (typeof MEASURES)[number];
