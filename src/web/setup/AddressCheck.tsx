import { Button } from 'antd';
import { useFormat } from '../language/format.ts';
import { useTexts } from '../language/language.tsx';
import { useTellProblem } from '../ui/Failure.tsx';
import { Status } from '../ui/Status.tsx';
import { useCheckAddress } from './setup.ts';
import { setupTexts } from './texts.ts';

const SOON_DAYS = 21;

/** Whether our public address answers, and how its certificate stands. */
export function AddressCheck({ address }: { readonly address: string }) {
  const texts = useTexts(setupTexts).address;
  const format = useFormat();
  const check = useCheckAddress();
  const tell = useTellProblem();
  const { data } = check;
  return (
    <div className="stack">
      <dl className="setup-facts">
        <div>
          <dt>{texts.address}</dt>
          <dd>
            <code>{address}</code>
          </dd>
        </div>
        {data === undefined ? null : (
          <>
            <div>
              <dt>{texts.reachable}</dt>
              <dd>
                <Status tone={data.reachable ? 'good' : 'bad'} text={data.reachable ? texts.answers : texts.silent} />
              </dd>
            </div>
            <div>
              <dt>{texts.https}</dt>
              <dd>
                <Status tone={data.https ? 'good' : 'bad'} text={data.https ? texts.encrypted : texts.plain} />
              </dd>
            </div>
            {data.certificate === null ? null : (
              <div>
                <dt>{texts.certificate}</dt>
                <dd>
                  <Status
                    tone={data.fault !== null ? 'bad' : data.certificate.daysLeft < SOON_DAYS ? 'attention' : 'good'}
                    text={texts.until(
                      format.dateTime(data.certificate.until).slice(0, 10),
                      format.count(data.certificate.daysLeft),
                    )}
                  />
                  <div className="quiet small">{texts.issuer(data.certificate.issuer)}</div>
                </dd>
              </div>
            )}
            {data.fault === null ? null : (
              <div>
                <dt>{texts.fault}</dt>
                <dd>
                  <code>{data.fault}</code>
                </dd>
              </div>
            )}
          </>
        )}
      </dl>
      <div>
        <Button loading={check.isPending} onClick={() => check.mutate(undefined, { onError: tell })}>
          {texts.check}
        </Button>
      </div>
    </div>
  );
}
