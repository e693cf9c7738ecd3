/** A chart as an SVG file of its own: its title, the picture and the key. Colours are written out as on light paper, because programs that draw know no custom properties. */
import { chartColour, chartSample, chartSize, chartSvg } from './chart-svg';
import { escapeXml } from './escape-xml';
import type { StudyChart } from './studies';
import { fontStack } from './theme';

const [margin, titleRoom, lineHeight] = [16, 40, 20];

export function chartFile(chart: StudyChart): string {
  const { width, height } = chartSize;
  const keyTop = titleRoom + height + lineHeight / 2;
  const total = keyTop + lineHeight * chart.series.length + margin;
  const key = chart.series.map((one, index) => {
    const y = keyTop + lineHeight * index;
    return `<g transform="translate(${margin} ${y})">${chartSample(one, index)}<text x="36" y="10" font-size="12" fill="${chartColour('ink')}">${escapeXml(one.name)}</text></g>`;
  });
  const picture = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${total}" viewBox="0 0 ${width} ${total}" font-family='${fontStack}'>`,
    `<rect width="${width}" height="${total}" fill="${chartColour('surface')}"/>`,
    `<text x="${margin}" y="26" font-size="15" font-weight="600" fill="${chartColour('ink')}">${escapeXml(chart.title)}</text>`,
    chartSvg(chart, 'chart').replace('<svg ', `<svg y="${titleRoom}" width="${width}" height="${height}" `),
    ...key,
    '</svg>',
  ];
  return `${picture.join('\n')}\n`.replaceAll(/var\(--[a-z-]+, (#[0-9a-f]{6})\)/g, '$1');
}
