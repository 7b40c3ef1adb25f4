/** Advice printed under every form. Carrier-neutral: any basic carrier can take it. */
export const ADVICE_SEAL =
  '请打印后由本人签字并加盖单位公章（财务章、合同章、部门章无效）；个体工商户无公章的由经营者签字按印。';
export const ADVICE_CHANGES =
  '印制内容不得涂改；空白处请用黑色签字笔填写，不适用的划“／”。签署后请扫描或拍照上传，四角完整、印章清晰。';
