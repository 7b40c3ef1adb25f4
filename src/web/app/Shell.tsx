import { MenuOutlined } from '@ant-design/icons';
import { Button, Drawer, Grid, Layout, Menu, Skeleton } from 'antd';
import { Suspense, useState } from 'react';
import { Link, Outlet, useLocation } from 'react-router';
import { useTexts } from '../language/language.tsx';
import { mayDo, useMe, type Me } from '../session/session.ts';
import { LanguageSwitch } from '../ui/Alone.tsx';
import { Mark } from '../ui/Mark.tsx';
import { uiTexts } from '../ui/texts.ts';
import { OfflineNotice } from './OfflineNotice.tsx';
import { PAGES } from './pages.tsx';
import { PersonMenu } from './PersonMenu.tsx';
import { appTexts } from './texts.ts';

/** The frame around every page: dark bar on top, menu at the left (a drawer on a phone), as cloud consoles have it. */
export function Shell() {
  const texts = useTexts(uiTexts);
  const { data: me } = useMe();
  const wide = Grid.useBreakpoint().md ?? window.innerWidth >= 768;
  const [open, setOpen] = useState(false);
  if (me == null) return null;
  const menu = <MainMenu me={me} onChoose={() => setOpen(false)} />;
  return (
    <Layout style={{ minHeight: '100%' }}>
      <a className="skip" href="#main">
        {texts.skip}
      </a>
      <Layout.Header className="top-bar">
        {wide ? null : (
          <Button
            type="text"
            icon={<MenuOutlined />}
            aria-label={texts.menu}
            aria-expanded={open}
            onClick={() => setOpen(true)}
          />
        )}
        <Link className="brand" to="/">
          {me.installation.mark === '' ? (
            <Mark />
          ) : (
            <img className="house" src={me.installation.mark} width={26} height={26} alt="" />
          )}
          <span>
            {texts.product}
            {me.installation.name === '' ? null : <small>{me.installation.name}</small>}
          </span>
        </Link>
        <div className="spacer" />
        {me.reseller === null ? null : (
          <span className="organisation" title={me.reseller.name}>
            {me.reseller.name}
          </span>
        )}
        <LanguageSwitch />
        <PersonMenu me={me} />
      </Layout.Header>
      <OfflineNotice />
      <Layout hasSider={wide}>
        {wide ? (
          <Layout.Sider className="side" width={208} theme="light">
            <nav aria-label={texts.navigation}>{menu}</nav>
          </Layout.Sider>
        ) : (
          <Drawer
            open={open}
            onClose={() => setOpen(false)}
            placement="left"
            size={264}
            title={texts.navigation}
            styles={{ body: { padding: 8 } }}
          >
            <nav aria-label={texts.navigation}>{menu}</nav>
          </Drawer>
        )}
        <div className="ground">
          <main className="content" id="main" tabIndex={-1}>
            <Suspense fallback={<Skeleton active title={false} paragraph={{ rows: 6 }} />}>
              <Outlet />
            </Suspense>
          </main>
        </div>
      </Layout>
    </Layout>
  );
}

function MainMenu({ me, onChoose }: { readonly me: Me; readonly onChoose: () => void }) {
  const texts = useTexts(appTexts).navigation;
  const { pathname } = useLocation();
  const entries = PAGES.flatMap(({ path, needs, navigation }) =>
    navigation !== undefined && needs.every((action) => mayDo(me, action)) ? [{ path, ...navigation }] : [],
  );
  const here = entries
    .filter(({ path }) => pathname === path || pathname.startsWith(`${path}/`))
    .map(({ path }) => path)
    // Of a page and one below it, only the one below is where we are.
    .sort((a, b) => b.length - a.length)
    .slice(0, 1);
  return (
    <Menu
      mode="inline"
      selectedKeys={here}
      onClick={onChoose}
      items={entries.map(({ path, icon, text }) => ({ key: path, icon, label: <Link to={path}>{texts[text]}</Link> }))}
    />
  );
}
