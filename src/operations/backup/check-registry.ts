import type { Deps } from '../../deps.js';
import { missingFiles } from '../../documents/missing-files.js';
import { brokenAuditChains } from '../../events/audit-chain.js';
import { holderFaults } from '../../registry/holder-faults.js';
import { HALF_RESTORED, isHalfRestored } from './restore-mark.js';

/** Proves a registry where it lies. @returns everything that is wrong, in words; nothing when it is whole */
export async function checkRegistry(deps: Deps): Promise<string[]> {
  return [...((await isHalfRestored(deps.db)) ? [HALF_RESTORED] : []), ...(await registryFaults(deps))];
}

/** The same of the rows and files alone, for a restore that proves what it has just written. */
export async function registryFaults(deps: Deps): Promise<string[]> {
  const holders = await holderFaults(deps);
  const chains = await brokenAuditChains(deps.db);
  const files = await missingFiles(deps);
  return [
    ...holders.map(
      ({ number, live }) =>
        `号码 ${number}：责任单位 ${live} 个，应恰有一个或没有 / number ${number} has ${live} live holders`,
    ),
    ...chains.map(
      ({ subject, index }) => `审计链 ${subject} 第 ${index} 环不符 / audit chain ${subject} breaks at link ${index}`,
    ),
    ...files.map((id) => `文件缺失 / file is missing: ${id}`),
  ];
}
