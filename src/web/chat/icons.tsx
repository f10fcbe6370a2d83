import type { ReactNode } from 'react';

/** Plain line icons, drawn here so that nothing is fetched. Always beside or under a text that says the same. */
function Icon({ path }: { readonly path: string }): ReactNode {
  return (
    <svg
      viewBox="0 0 24 24"
      width="20"
      height="20"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={path} />
    </svg>
  );
}

export const CloseIcon = (): ReactNode => <Icon path="M6 6l12 12M18 6L6 18" />;
export const SendIcon = (): ReactNode => <Icon path="M12 19V5M6 11l6-6 6 6" />;
export const PersonIcon = (): ReactNode => (
  <Icon path="M12 12a4 4 0 100-8 4 4 0 000 8zM4.5 20c1-3.6 4-5.5 7.5-5.5s6.500 1.900 7.500 5.500" />
);
export const PhoneIcon = (): ReactNode => (
  <Icon path="M8 3h8a1 1 0 011 1v16a1 1 0 01-1 1H8a1 1 0 01-1-1V4a1 1 0 011-1zM11 18h2" />
);
export const AttachIcon = (): ReactNode => (
  <Icon path="M20 11.500l-8 8a5 5 0 01-7-7l8.500-8.500a3.300 3.300 0 014.700 4.700L9.700 17.200a1.600 1.600 0 01-2.300-2.300l7.600-7.600" />
);
export const SaveIcon = (): ReactNode => <Icon path="M12 4v11M7 10.5l5 5 5-5M5 20h14" />;
