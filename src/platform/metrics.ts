import { calendarCovers } from '../domain/business-calendar.js';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** All metrics of one process. */
export class Metrics {
  readonly registry = new Registry();
  readonly requests = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time to answer, by route pattern (never the path: it can hold a number)',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [this.registry],
  });
  readonly jobs = new Histogram({
    name: 'job_duration_seconds',
    help: 'Time a job took, by job name and outcome',
    labelNames: ['job', 'outcome'],
    buckets: [0.1, 0.5, 1, 2, 5, 10, 20, 40, 80, 120],
    registers: [this.registry],
  });
  readonly queueDepth = new Gauge({
    name: 'queue_depth',
    help: 'Jobs by queue and state',
    labelNames: ['queue', 'state'],
    registers: [this.registry],
  });
  readonly ocrStage = new Histogram({
    name: 'ocr_stage_seconds',
    help: 'Time of one stage of reading a document',
    labelNames: ['stage'],
    buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2, 4, 8, 16],
    registers: [this.registry],
  });
  readonly events = new Counter({
    name: 'events_total',
    help: 'Changes recorded, by event type',
    labelNames: ['type'],
    registers: [this.registry],
  });
  readonly sweepFailures = new Counter({
    name: 'sweep_failures_total',
    help: 'Due work that a sweep could not do and will try again, by sweep',
    labelNames: ['sweep'],
    registers: [this.registry],
  });
  readonly emergencyStops = new Gauge({
    name: 'emergency_stops_undecided',
    help: 'Emergency stops without their second person: unconfirmed (in time) or alarm (too late)',
    labelNames: ['status'],
    registers: [this.registry],
  });

  readonly notices = new Counter({
    name: 'notices_total',
    help: 'Attempts to deliver notices, by channel and outcome',
    labelNames: ['channel', 'outcome'],
    registers: [this.registry],
  });
  readonly webhooks = new Counter({
    name: 'webhook_deliveries_total',
    help: 'Calls of webhooks, by what became of the message',
    labelNames: ['outcome'],
    registers: [this.registry],
  });
  readonly keptAnswers = new Counter({
    name: 'lookup_kept_answers_total',
    help: 'Lookups answered from memory',
    registers: [this.registry],
  });
  readonly logFaults = new Gauge({
    name: 'log_faults',
    help: 'Differences between transparency log, register and checkpoints that the monitor sees; above 0 is an alarm',
    registers: [this.registry],
  });

  readonly calendarCovers = new Gauge({
    name: 'calendar_covers_next_year',
    help: '0 while the holiday table of next year is missing; its deadlines would ignore holidays',
    registers: [this.registry],
    collect() {
      this.set(calendarCovers(new Date().getUTCFullYear() + 1) ? 1 : 0);
    },
  });

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }
}
