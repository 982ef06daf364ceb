import { createTheme } from '@mantine/core'

export const theme = createTheme({
  fontFamily: 'Inter, system-ui, sans-serif',
  primaryColor: 'action',
  primaryShade: 6,
  defaultRadius: 'md',
  radius: { sm: '.25rem', md: '.375rem', lg: '.5rem' },
  respectReducedMotion: true,
  colors: {
    dark: ['#F2F4F6', '#C2C8CE', '#9AA2AA', '#78818A', '#3A3F45', '#2A2E33', '#1D2023', '#141618', '#0B0C0D', '#000000'],
    action: ['#EAF1FF', '#CFE0FF', '#A9C7FF', '#86B6FF', '#5C93F0', '#2A6BDD', '#2463D1', '#1F57B8', '#1A499B', '#143A7C'],
  },
})
