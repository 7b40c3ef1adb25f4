import { App, Button } from 'antd';
import { useTexts } from '../language/language.tsx';
import { useTellProblem } from '../ui/Failure.tsx';
import { uiTexts } from '../ui/texts.ts';
import { useWithdraw, type Application } from './applications.ts';
import { applicationTexts } from './texts.ts';

export function Withdraw({ application: { id, kind } }: { readonly application: Application }) {
  const texts = useTexts(applicationTexts).detail;
  const ui = useTexts(uiTexts);
  const { modal, message } = App.useApp();
  const withdraw = useWithdraw(id);
  const tell = useTellProblem();
  const ask = () => {
    modal.confirm({
      title: texts.withdrawTitle,
      // Only a new application holds numbers that nobody else may take.
      content: kind === 'new' ? texts.withdrawLead : texts.withdrawLeadKept,
      okText: texts.withdraw,
      okButtonProps: { danger: true },
      cancelText: ui.cancel,
      onOk: () => withdraw.mutateAsync().then(() => void message.success(texts.withdrawn), tell),
    });
  };
  return (
    <Button danger type="text" onClick={ask}>
      {texts.withdraw}
    </Button>
  );
}
