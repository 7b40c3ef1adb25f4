import type { Connection } from 'mongoose';
import { DEFAULT_POLICY, type Policy } from '../checks/policy.js';
import type { Logger } from '../platform/logger.js';
import { policyModel, type PolicyStateRow } from './policy-model.js';
import { valueSchema } from './policy-shape.js';
import { isPolicyKey, POLICY_TABLE } from './policy-table.js';

/** Every process asks so often whether something changed: what was set counts everywhere within two seconds. */
const ASK_EVERY_MS = 1_000;

/**
 * The policies as they are now. `policy` is a live view: each member read is the value of this moment; whoever needs
 * several of one moment copies it (`{ ...policy }`).
 */
export class PolicySource {
  readonly policy: Policy;
  #current: Policy = DEFAULT_POLICY;
  #version = 0;
  #timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly db: Connection,
    private readonly logger: Logger,
  ) {
    this.policy = new Proxy(DEFAULT_POLICY, { get: (_default, key) => Reflect.get(this.#current, key) as unknown });
  }

  /** Reads what is set, if anything changed since. */
  async refresh(): Promise<void> {
    const row = await policyModel(this.db)
      .findOne({ _id: 'policy', version: { $gt: this.#version } })
      .lean<PolicyStateRow>();
    // Two reads may overtake each other: the later state stays.
    if (row === null || row.version <= this.#version) return;
    this.#current = this.#policyOf(row);
    this.#version = row.version;
  }

  /** Asks again and again, until closed. What cannot be read now stays as it was. */
  async start(): Promise<void> {
    await this.refresh();
    const ask = () => {
      this.#timer = setTimeout(() => {
        this.refresh()
          .catch((error: unknown) =>
            this.logger.warn({ err: error }, 'policies could not be read; they stay as they were'),
          )
          .finally(() => {
            if (this.#timer !== null) ask();
          });
      }, ASK_EVERY_MS).unref();
    };
    ask();
  }

  close(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  /** What is stored passes the same limits as what is set: a rule holds however a value got there. */
  #policyOf({ values, checksVersion }: PolicyStateRow): Policy {
    const set: Record<string, unknown> = {};
    for (const [key, { value }] of Object.entries(values)) {
      if (!isPolicyKey(key)) continue;
      const checked = valueSchema(POLICY_TABLE[key].shape).safeParse(value);
      if (checked.success) set[key] = checked.data;
      else this.logger.error({ key }, 'a stored policy breaks its limits: the default is used');
    }
    const { rulesVersion } = DEFAULT_POLICY;
    return {
      ...DEFAULT_POLICY,
      ...set,
      rulesVersion: checksVersion === 0 ? rulesVersion : `${rulesVersion}+${checksVersion}`,
    };
  }
}
