-- A figure is a plain run of paragraphs in Word: pandoc would lay it out in a table, which a screen reader announces.
-- The title stands in the heading and the properties, not in a paragraph of its own.

function Figure(el)
  local inner = {}
  for _, block in ipairs(el.caption.long) do inner[#inner + 1] = pandoc.Para(pandoc.Strong(block.content)) end
  for _, block in ipairs(el.content) do inner[#inner + 1] = block end
  return inner
end

function Div(el)
  if el.classes:includes('screen') then return {} end
end

-- One line for a name and what it says, as in the other formats; Word's own way takes two.
function DefinitionList(el)
  local lines = {}
  for _, item in ipairs(el.content) do
    local line = { pandoc.Strong(item[1]), pandoc.Str(':'), pandoc.Space() }
    for _, blocks in ipairs(item[2]) do
      for _, inline in ipairs(pandoc.utils.blocks_to_inlines(blocks)) do line[#line + 1] = inline end
    end
    lines[#lines + 1] = pandoc.Plain(line)
  end
  return lines
end

function Meta()
  return {}
end
