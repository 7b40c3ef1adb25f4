import {
  ApiOutlined,
  AuditOutlined,
  CheckSquareOutlined,
  ControlOutlined,
  DashboardOutlined,
  EyeOutlined,
  BarChartOutlined,
  BlockOutlined,
  FileSearchOutlined,
  HddOutlined,
  ImportOutlined,
  ShopOutlined,
  TeamOutlined,
  FileAddOutlined,
  FileTextOutlined,
  KeyOutlined,
  MailOutlined,
  PhoneOutlined,
  SearchOutlined,
  SettingOutlined,
  SolutionOutlined,
  UserOutlined,
} from '@ant-design/icons';
import type { ComponentType, ReactNode } from 'react';
import type { Action } from '../../accounts/permissions.js';
import type { appTexts } from './texts.ts';

type NavigationText = keyof (typeof appTexts)['zh']['navigation'];

interface ConsolePage {
  /** Below `/console`. */
  readonly path: string;
  /** Each page is a part of its own, loaded when first opened. */
  readonly load: () => Promise<{ readonly default: ComponentType }>;
  /** Every action the page cannot do without; who lacks one neither sees nor opens it. */
  readonly needs: readonly Action[];
  readonly navigation?: { readonly text: NavigationText; readonly icon: ReactNode };
}

/** Every page of the console. The first one somebody may open is their start page; the menu keeps this order. */
export const PAGES: readonly ConsolePage[] = [
  {
    path: '/reviews',
    load: () => import('../reviews/QueuePage.tsx'),
    needs: ['review.queue'],
    navigation: { text: 'reviews', icon: <AuditOutlined /> },
  },
  { path: '/reviews/:id', load: () => import('../reviews/CasePage.tsx'), needs: ['review.queue'] },
  {
    path: '/acceptances',
    load: () => import('../acceptances/AcceptancesPage.tsx'),
    needs: ['review.accept'],
    navigation: { text: 'acceptances', icon: <CheckSquareOutlined /> },
  },
  {
    path: '/quality',
    load: () => import('../quality/QualityPage.tsx'),
    needs: ['quality.own'],
    navigation: { text: 'quality', icon: <DashboardOutlined /> },
  },
  {
    path: '/owner',
    load: () => import('../owners/OwnerPage.tsx'),
    needs: ['owner.act'],
    navigation: { text: 'owner', icon: <PhoneOutlined /> },
  },
  {
    path: '/owner/messages',
    load: () => import('../owners/MessagesPage.tsx'),
    needs: ['owner.act'],
    navigation: { text: 'ownerMessages', icon: <MailOutlined /> },
  },
  {
    path: '/owner/views',
    load: () => import('../owners/ViewsPage.tsx'),
    needs: ['owner.act'],
    navigation: { text: 'ownerViews', icon: <EyeOutlined /> },
  },
  { path: '/owner/claims/:id', load: () => import('../owners/ClaimDossierPage.tsx'), needs: ['owner.act'] },
  {
    path: '/applications',
    load: () => import('../applications/BoardPage.tsx'),
    needs: ['application.write'],
    navigation: { text: 'applications', icon: <FileTextOutlined /> },
  },
  {
    path: '/applications/:id',
    load: () => import('../applications/ApplicationPage.tsx'),
    needs: ['application.write'],
  },
  {
    path: '/bulks',
    load: () => import('../bulks/BulksPage.tsx'),
    needs: ['bulk.submit'],
    navigation: { text: 'bulks', icon: <FileAddOutlined /> },
  },
  { path: '/bulks/:id', load: () => import('../bulks/BulkPage.tsx'), needs: ['bulk.submit'] },
  {
    path: '/numbers',
    load: () => import('../numbers/NumberSearchPage.tsx'),
    needs: ['reservation.manage'],
    navigation: { text: 'numbers', icon: <SearchOutlined /> },
  },
  {
    path: '/own-numbers',
    load: () => import('../numbers/OwnNumbersPage.tsx'),
    needs: ['reservation.manage'],
    navigation: { text: 'ownNumbers', icon: <PhoneOutlined /> },
  },
  {
    path: '/consents',
    load: () => import('../consents/ConsentsPage.tsx'),
    needs: ['consent.answer', 'reservation.manage'],
    navigation: { text: 'consents', icon: <SolutionOutlined /> },
  },
  {
    path: '/dashboard',
    load: () => import('../dashboards/DashboardPage.tsx'),
    needs: ['dashboard.read'],
    navigation: { text: 'dashboard', icon: <BarChartOutlined /> },
  },
  {
    path: '/reviewer-quality',
    load: () => import('../quality/ReviewersPage.tsx'),
    needs: ['quality.read'],
    navigation: { text: 'reviewerQuality', icon: <DashboardOutlined /> },
  },
  {
    path: '/blocks',
    load: () => import('../blocks/BlocksPage.tsx'),
    needs: ['number.block_read'],
    navigation: { text: 'blocks', icon: <BlockOutlined /> },
  },
  {
    path: '/resellers',
    load: () => import('../resellers/ResellersPage.tsx'),
    needs: ['reseller.read'],
    navigation: { text: 'resellers', icon: <ShopOutlined /> },
  },
  { path: '/resellers/:id', load: () => import('../resellers/ResellerPage.tsx'), needs: ['reseller.read'] },
  {
    path: '/users',
    load: () => import('../users/UsersPage.tsx'),
    needs: ['user.read'],
    navigation: { text: 'users', icon: <TeamOutlined /> },
  },
  {
    path: '/policies',
    load: () => import('../policies/PoliciesPage.tsx'),
    needs: ['policy.read'],
    navigation: { text: 'policies', icon: <ControlOutlined /> },
  },
  {
    path: '/setup',
    load: () => import('../setup/SetupPage.tsx'),
    needs: ['setup.manage'],
    navigation: { text: 'setup', icon: <SettingOutlined /> },
  },
  {
    path: '/imports',
    load: () => import('../imports/ImportsPage.tsx'),
    needs: ['operation.manage'],
    navigation: { text: 'imports', icon: <ImportOutlined /> },
  },
  { path: '/imports/:id', load: () => import('../imports/ImportPage.tsx'), needs: ['operation.manage'] },
  {
    path: '/audit',
    load: () => import('../audit/AuditPage.tsx'),
    needs: ['audit.read'],
    navigation: { text: 'audit', icon: <FileSearchOutlined /> },
  },
  {
    path: '/queues',
    load: () => import('../queues/QueuesPage.tsx'),
    needs: ['job.manage'],
    navigation: { text: 'queues', icon: <HddOutlined /> },
  },
  {
    path: '/api-keys',
    load: () => import('../api-keys/ApiKeysPage.tsx'),
    needs: ['api_key.manage'],
    navigation: { text: 'apiKeys', icon: <KeyOutlined /> },
  },
  {
    path: '/webhooks',
    load: () => import('../webhooks/WebhooksPage.tsx'),
    needs: ['webhook.manage'],
    navigation: { text: 'webhooks', icon: <ApiOutlined /> },
  },
  { path: '/webhooks/:id', load: () => import('../webhooks/WebhookPage.tsx'), needs: ['webhook.manage'] },
  {
    path: '/account',
    load: () => import('../session/AccountPage.tsx'),
    needs: ['session.own'],
    navigation: { text: 'account', icon: <UserOutlined /> },
  },
];
