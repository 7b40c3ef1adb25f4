import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { App as AntApp, ConfigProvider, Spin } from 'antd';
import enUS from 'antd/locale/en_GB';
import zhCN from 'antd/locale/zh_CN';
import { lazy, Suspense, useEffect, useMemo, useSyncExternalStore, type ReactNode } from 'react';
import { createBrowserRouter, Navigate, RouterProvider, type RouteObject } from 'react-router';
import { Problem } from '../api/problem.ts';
import { LINK_PAGES } from '../letters/link-pages.ts';
import { LanguageProvider, useLanguage } from '../language/language.tsx';
import { ExpiredDialog } from '../session/ExpiredDialog.tsx';
import { ForcedPasswordPage } from '../session/ForcedPasswordPage.tsx';
import { mayDo, useMe, type Me } from '../session/session.ts';
import { SignInPage } from '../session/SignInPage.tsx';
import { Failure } from '../ui/Failure.tsx';
import { themeOf } from '../ui/theme.ts';
import { BrokenPage, NotFoundPage } from './Broken.tsx';
import { PAGES } from './pages.tsx';
import { Shell } from './Shell.tsx';

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      // Only what may pass by itself is tried again: a refusal stays one.
      retry: (failures, error) => failures < 2 && error instanceof Problem && [0, 502, 503, 504].includes(error.status),
    },
    mutations: { networkMode: 'always' },
  },
});

const linkPath = window.location.pathname.replace(/^\/console/, '').replace(/\/$/, '');
const LinkPage = LINK_PAGES[linkPath];

export function App() {
  return (
    <QueryClientProvider client={queries}>
      <LanguageProvider>
        <Look>
          <Door />
        </Look>
      </LanguageProvider>
    </QueryClientProvider>
  );
}

const stillness = window.matchMedia('(prefers-reduced-motion: reduce)');

function Look({ children }: { readonly children: ReactNode }) {
  const { language } = useLanguage();
  const still = useSyncExternalStore(
    (listener) => {
      stillness.addEventListener('change', listener);
      return () => stillness.removeEventListener('change', listener);
    },
    () => stillness.matches,
  );
  const theme = useMemo(() => themeOf(still, language), [still, language]);
  return (
    <ConfigProvider
      locale={language === 'zh' ? zhCN : enUS}
      theme={theme}
      button={{ autoInsertSpace: false }}
      wave={{ disabled: still }}
    >
      <AntApp style={{ height: '100%' }}>{children}</AntApp>
    </ConfigProvider>
  );
}

/** A page that a link opened, for anybody; else the console. */
function Door() {
  return LinkPage === undefined ? (
    <Gate />
  ) : (
    <Suspense fallback={<Spin fullscreen delay={300} />}>
      <LinkPage />
    </Suspense>
  );
}

/** Nobody, somebody who must change the password first, or somebody at work. */
function Gate() {
  const { data: me, error, refetch } = useMe();
  if (me === undefined) {
    return error === null ? (
      <Spin fullscreen delay={300} />
    ) : (
      <main className="content">
        <Failure error={error} retry={() => void refetch()} />
      </main>
    );
  }
  if (me === null) return <SignInPage />;
  if (me.user?.mustChangePassword === true) return <ForcedPasswordPage />;
  return (
    <>
      <Pages key={me.user?.id} userId={me.user?.id} permissions={me.permissions} />
      <ExpiredDialog me={me} />
    </>
  );
}

/** @param permissions the same array as long as they are the same: signing in again must not take the page away */
function Pages({ permissions, userId }: Pick<Me, 'permissions'> & { readonly userId: string | undefined }) {
  useEffect(() => {
    if (userId === undefined || !mayDo({ permissions }, 'document.write')) return;
    void import('../uploads/console-uploads.ts').then(({ openConsoleUploads }) => openConsoleUploads(userId, queries));
  }, [permissions, userId]);
  const router = useMemo(() => createBrowserRouter(routesFor(permissions), { basename: '/console' }), [permissions]);
  return <RouterProvider router={router} />;
}

/** A new installation begins with being set up. */
function Start({ usual }: { readonly usual: string }) {
  const { data: me } = useMe();
  return <Navigate to={me?.installation.setupOpen === true ? '/setup' : usual} replace />;
}

function routesFor(permissions: Me['permissions']): RouteObject[] {
  const open = PAGES.filter(({ needs }) => needs.every((action) => mayDo({ permissions }, action)));
  const start = open.find(({ navigation }) => navigation !== undefined)?.path ?? '/account';
  return [
    {
      element: <Shell />,
      children: [
        {
          errorElement: <BrokenPage />,
          children: [
            { index: true, element: <Start usual={start} /> },
            ...open.map(({ path, load }) => ({ path, Component: lazy(load) })),
            { path: '*', element: <NotFoundPage /> },
          ],
        },
      ],
    },
  ];
}
