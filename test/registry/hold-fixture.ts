import { Types } from 'mongoose';
import type { Principal } from '../../src/accounts/principal.js';

export const ADMIN: Principal = {
  kind: 'user',
  actorId: new Types.ObjectId().toHexString(),
  role: 'carrier_admin',
  resellerId: null,
  carriers: null,
  provinces: null,
  mustChangePassword: false,
};
