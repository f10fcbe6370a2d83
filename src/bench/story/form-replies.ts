/** What a visitor of the story replies to the questions of the lead form (dialogs/qualify-lead.yaml), in their order. */
export const FORM_REPLIES: readonly string[] = [
  '设立公司',
  '深圳市华星电子有限公司，深圳',
  '制造业',
  '已有计划',
  '越南，500万美元，半年内',
  '还没有',
  '想了解两级制利得税',
  '王小明，财务总监',
  'wang@we.can.example，+86 138 0013 8000',
];
