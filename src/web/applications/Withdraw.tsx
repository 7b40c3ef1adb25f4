import { App, Button } from 'antd';
import { useTexts } from '../language/language.tsx';
import { useTellProblem } from '../ui/Failure.tsx';
import { uiTexts } from '../ui/texts.ts';
import { useWithdraw } from './applications.ts';
import { applicationTexts } from './texts.ts';

export function Withdraw({ id }: { readonly id: string }) {
  const texts = useTexts(applicationTexts).detail;
  const ui = useTexts(uiTexts);
  const { modal, message } = App.useApp();
  const withdraw = useWithdraw(id);
  const tell = useTellProblem();
  const ask = () => {
    modal.confirm({
      title: texts.withdrawTitle,
      content: texts.withdrawLead,
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
