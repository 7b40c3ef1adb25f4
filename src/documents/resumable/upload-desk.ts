import type { Principal } from '../../accounts/principal.js';
import { findOwnApplication } from '../../applications/application-queries.js';
import { requireState } from '../../applications/move-application.js';
import { requireRequested } from '../../applications/touch-application.js';
import type { Deps } from '../../deps.js';
import type { Decoder } from '../decoder.js';
import { inUploadSlot } from '../receive-upload.js';
import { uploadDocument } from '../upload-document.js';
import type { UploadDesk } from './tus-store.js';

/** Takes in for a dossier of the caller's what has arrived whole: the same intake as a multipart upload. */
export function deskOf(
  deps: Deps,
  decoder: Pick<Decoder, 'decode'>,
  principal: Principal,
  applicationId: string,
): UploadDesk {
  return {
    applicationId,
    actorId: principal.actorId,
    requireOpen: async (kind) => {
      const application = await findOwnApplication(deps, principal, applicationId);
      requireState(application, 'edit');
      requireRequested(application, { documentKinds: [kind], members: [] });
    },
    finish: async (kind, bytes) => {
      const row = await inUploadSlot(() => uploadDocument(deps, decoder, principal, { applicationId, kind, bytes }));
      return row._id.toHexString();
    },
  };
}
